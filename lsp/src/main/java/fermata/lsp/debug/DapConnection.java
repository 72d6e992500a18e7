package fermata.lsp.debug;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.lsp.rpc.FrameReader;
import fermata.wire.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Messages of the Debug Adapter Protocol over two streams.
 *
 * <p>Reading is confined to one thread; writing is not.
 */
final class DapConnection {

  /**
   * What an editor asks by itself, to show how the run is. It asks it late too, of a run that has
   * gone on, and its user would not know what a message is about.
   */
  private static final Set<String> LOOKS =
      Set.of(
          "threads",
          "stackTrace",
          "scopes",
          "variables",
          "evaluate",
          "exceptionInfo",
          "loadedSources",
          "breakpointLocations");

  private final FrameReader in;
  private final OutputStream out;
  private int lastSeq;

  DapConnection(InputStream in, OutputStream out) {
    this.in = new FrameReader(in);
    this.out = out;
  }

  /** A request of the editor. */
  record Request(int seq, String command, JsonNode arguments) {}

  /** {@return the next request; empty when the editor has left} */
  Optional<Request> read() {
    try {
      while (true) {
        Optional<FrameReader.Frame> frame = in.read();
        if (frame.isEmpty()) {
          return Optional.empty();
        }
        if (frame.get() instanceof FrameReader.Frame.Body(var json)) {
          Optional<Request> request = parse(json);
          if (request.isPresent()) {
            return request;
          }
        }
      }
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static Optional<Request> parse(String json) {
    try {
      JsonNode message = Json.mapper().readTree(json);
      return message.path("type").asText().equals("request")
          ? Optional.of(
              new Request(
                  message.path("seq").asInt(),
                  message.path("command").asText(),
                  message.path("arguments")))
          : Optional.empty();
    } catch (JsonProcessingException broken) {
      return Optional.empty();
    }
  }

  /** Answers a request. */
  void respond(Request request, @Nullable ObjectNode body) {
    ObjectNode response = response(request, true);
    if (body != null) {
      response.set("body", body);
    }
    send(response);
  }

  /** Says why a request is not done, to people where they have asked for it. */
  void refuse(Request request, String message) {
    ObjectNode response = response(request, false).put("message", message);
    response
        .putObject("body")
        .putObject("error")
        .put("id", 1)
        .put("format", message.replace("{", "(").replace("}", ")"))
        .put("showUser", !LOOKS.contains(request.command()));
    send(response);
  }

  private static ObjectNode response(Request request, boolean isDone) {
    return message("response")
        .put("request_seq", request.seq())
        .put("success", isDone)
        .put("command", request.command());
  }

  /** Tells the editor something. */
  void tell(String event, @Nullable ObjectNode body) {
    ObjectNode message = message("event").put("event", event);
    if (body != null) {
      message.set("body", body);
    }
    send(message);
  }

  private static ObjectNode message(String type) {
    return Json.mapper().createObjectNode().put("seq", 0).put("type", type);
  }

  private synchronized void send(ObjectNode message) {
    message.put("seq", ++lastSeq);
    byte[] body = message.toString().getBytes(StandardCharsets.UTF_8);
    try {
      out.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      out.write(body);
      out.flush();
    } catch (IOException gone) {
      // The reader hears of it too, and ends.
    }
  }
}
