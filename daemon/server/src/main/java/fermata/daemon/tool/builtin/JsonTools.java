package fermata.daemon.tool.builtin;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.tool.json.JsonQuery;
import fermata.daemon.tool.json.QueryRefusal;
import fermata.wire.json.Json;
import java.util.List;

/** Reads and queries JSON. */
final class JsonTools {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonTools() {}

  static JsonNode parse(ToolWork work) {
    try {
      JsonNode value = Json.parse(work.args().text("text"));
      if (value.isMissingNode()) {
        throw ToolRefusal.argument("/text", "text: empty (expected: a JSON value)");
      }
      return JSON.objectNode().set("value", value);
    } catch (JsonProcessingException failure) {
      throw ToolRefusal.argument("/text", "text: not JSON at " + place(failure));
    }
  }

  private static String place(JsonProcessingException failure) {
    JsonLocation at = failure.getLocation();
    String message = failure.getOriginalMessage();
    String why = message.startsWith("Trailing token") ? "something follows the value" : message;
    return at == null
        ? "an unknown place: " + why
        : "line %d, column %d: %s".formatted(at.getLineNr(), at.getColumnNr(), why);
  }

  static JsonNode query(ToolWork work) {
    Arguments args = work.args();
    int limit = args.number("limit");
    List<JsonNode> found = select(args, limit + 1);
    List<JsonNode> shown = found.subList(0, Math.min(limit, found.size()));
    ObjectNode result = JSON.objectNode();
    result.set("values", JSON.arrayNode().addAll(shown));
    result.put("count", shown.size());
    result.set("first", shown.isEmpty() ? NullNode.getInstance() : shown.getFirst());
    return result.put("truncated", found.size() > limit);
  }

  private static List<JsonNode> select(Arguments args, int limit) {
    try {
      return JsonQuery.of(args.text("query")).select(args.value("value"), limit);
    } catch (QueryRefusal refusal) {
      throw ToolRefusal.argument("/query", String.valueOf(refusal.getMessage()));
    }
  }
}
