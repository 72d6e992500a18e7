package fermata.daemon.model.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.model.catalog.ModelEntry;
import fermata.engine.run.Message;
import fermata.engine.run.ModelRequest;
import fermata.wire.json.Json;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** What the requests of every protocol need. */
public final class Requests {

  private Requests() {}

  /** {@return an object without members} */
  public static ObjectNode object() {
    return Json.mapper().createObjectNode();
  }

  /** {@return the system message; empty where there is none} */
  public static String instructions(ModelRequest request) {
    return request.messages().stream()
        .filter(Message.Instructions.class::isInstance)
        .map(message -> ((Message.Instructions) message).text())
        .filter(text -> !text.isBlank())
        .collect(Collectors.joining("\n\n"));
  }

  /** {@return how many tokens the reply may have; empty where nobody says} */
  public static OptionalLong outputMax(ModelRequest request, ModelEntry entry) {
    Long left = request.outputTokensMax();
    Long most = entry.outputMax();
    if (left == null && most == null) {
      return OptionalLong.empty();
    }
    long max = Math.min(left == null ? Long.MAX_VALUE : left, most == null ? Long.MAX_VALUE : most);
    return OptionalLong.of(Math.clamp(max, 1, Integer.MAX_VALUE));
  }
}
