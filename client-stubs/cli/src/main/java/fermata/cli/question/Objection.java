package fermata.cli.question;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.cli.console.DisplayText;
import fermata.wire.jsonrpc.RpcError;
import java.util.ArrayList;
import java.util.List;

/**
 * What the daemon has against an answer.
 *
 * @param messages one line each, with the name of the field where it is about one
 * @param fields those of a form that are to be given anew
 */
public record Objection(List<String> messages, List<String> fields) {

  /** Where the fields of the only answer of a request stand. */
  private static final String CONTENT = "/answers/0/content";

  public Objection {
    messages = List.copyOf(messages);
    fields = List.copyOf(fields);
  }

  /** {@return the objection of an error that refused one answer} */
  public static Objection of(RpcError error) {
    List<String> messages = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    for (JsonNode issue : error.data().path("issues")) {
      String field = fieldAt(issue.path("pointer").asText());
      String message = DisplayText.oneLine(issue.path("message").asText());
      messages.add(field.isEmpty() ? message : DisplayText.oneLine(field) + ": " + message);
      if (!field.isEmpty()) {
        fields.add(field);
      }
    }
    return messages.isEmpty()
        ? new Objection(List.of(DisplayText.oneLine(error.message())), List.of())
        : new Objection(messages, fields);
  }

  private static String fieldAt(String pointer) {
    if (!pointer.startsWith(CONTENT + "/")) {
      return "";
    }
    String first = pointer.substring(CONTENT.length() + 1).split("/", 2)[0];
    return first.replace("~1", "/").replace("~0", "~");
  }

  /** {@return the messages on one line} */
  public String text() {
    return String.join("; ", messages);
  }
}
