package fermata.daemon.model.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.model.ModelCall;
import fermata.daemon.model.OfferedTool;
import fermata.daemon.model.catalog.ModelEntry;
import fermata.engine.run.Message;
import fermata.engine.run.ModelRequest;
import fermata.wire.json.Json;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the requests of every protocol need. */
public final class Requests {

  private static final String FORM =
      "When you are done, reply with one JSON object and nothing else. It fits this JSON Schema: ";

  // Providers refuse schemas with these, each some of them.
  private static final List<String> LOOSE =
      List.of(
          "oneOf",
          "allOf",
          "not",
          "if",
          "patternProperties",
          "minLength",
          "maxLength",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "minItems",
          "maxItems",
          "uniqueItems",
          "pattern",
          "format",
          "default",
          "$ref");

  private Requests() {}

  /** {@return an object without members} */
  public static ObjectNode object() {
    return Json.mapper().createObjectNode();
  }

  /**
   * {@return the system message, with how a reply is to look that is held to a schema; empty where
   * there is none}
   */
  public static String instructions(ModelRequest request) {
    Stream<String> said =
        request.messages().stream()
            .filter(Message.Instructions.class::isInstance)
            .map(message -> ((Message.Instructions) message).text());
    JsonNode schema = request.replySchema();
    // Said to all: not every model is held to a schema, and those that are write better for it.
    return Stream.concat(said, schema == null ? Stream.of() : Stream.of(FORM + schema))
        .filter(text -> !text.isBlank())
        .collect(Collectors.joining("\n\n"));
  }

  /**
   * Whether a schema is one of those that every provider holds replies to: objects whose members
   * are all required, and no others.
   */
  public static boolean isStrict(JsonNode schema) {
    for (String word : LOOSE) {
      if (schema.has(word)) {
        return false;
      }
    }
    JsonNode properties = schema.path("properties");
    boolean isObject = schema.path("type").asText().equals("object") || properties.isObject();
    boolean isClosed =
        schema.path("additionalProperties").isBoolean()
            && !schema.path("additionalProperties").asBoolean()
            && properties.size() == schema.path("required").size();
    return (!isObject || isClosed)
        && properties.valueStream().allMatch(Requests::isStrict)
        && (!schema.has("items") || isStrict(schema.path("items")))
        && !schema.isBoolean();
  }

  /** {@return the tools of a call as functions with parameters, the form that most servers know} */
  public static ArrayNode functions(ModelCall call, ToolNames names) {
    ArrayNode tools = object().arrayNode();
    for (OfferedTool tool : OfferedTool.of(call)) {
      tools
          .addObject()
          .put("type", "function")
          .putObject("function")
          .put("name", names.toWire(tool.name()))
          .put("description", tool.description())
          .set("parameters", tool.schema());
    }
    return tools;
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
