package fermata.lsp.debug;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JSON values as the editor shows them: a line each, and their members when it asks. */
final class ValueView {

  /** Characters of a value that are shown on one line. */
  private static final int LINE_MAX = 1_000;

  private ValueView() {}

  /** A value with members, and whether those can be set. */
  record Container(JsonNode value, boolean isState, FrameRef frame) {}

  /** The frame that a value belongs to. */
  record FrameRef(TrackedRun run, @org.jspecify.annotations.Nullable String step, String node) {}

  /** {@return the members of a container, from one on; all of them where the count is 0} */
  static ArrayNode members(Container container, int start, int count, Handles<Container> handles) {
    ArrayNode variables = Json.mapper().createArrayNode();
    List<Map.Entry<String, JsonNode>> members = members(container.value());
    int end = count == 0 ? members.size() : Math.min(members.size(), start + count);
    for (Map.Entry<String, JsonNode> member : members.subList(Math.min(start, end), end)) {
      ObjectNode variable = variables.addObject().put("name", member.getKey());
      describe(variable, "value", member.getValue(), container.frame(), handles);
      if (container.isState()) {
        variable.put("evaluateName", "state." + member.getKey());
      }
    }
    return variables;
  }

  private static List<Map.Entry<String, JsonNode>> members(JsonNode value) {
    if (value.isObject()) {
      return List.copyOf(value.properties());
    }
    var members = new ArrayList<Map.Entry<String, JsonNode>>();
    for (int i = 0; i < value.size(); i++) {
      members.add(Map.entry("[" + i + "]", value.get(i)));
    }
    return members;
  }

  /** Says what a value is: its text, its type, and how to ask for its members. */
  static void describe(
      ObjectNode target, String name, JsonNode value, FrameRef frame, Handles<Container> handles) {
    target.put(name, line(value)).put("type", type(value));
    if (value.isContainerNode() && !value.isEmpty()) {
      target.put("variablesReference", handles.of(new Container(value, false, frame)));
      target.put(value.isArray() ? "indexedVariables" : "namedVariables", value.size());
    } else {
      target.put("variablesReference", 0);
    }
  }

  private static String line(JsonNode value) {
    String text = value.toString();
    return text.length() <= LINE_MAX ? text : text.substring(0, LINE_MAX) + "…";
  }

  private static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "list";
      case OBJECT, POJO -> "map";
      case NUMBER -> value.isIntegralNumber() ? "int" : "double";
      case STRING, BINARY -> "string";
      case BOOLEAN -> "bool";
      case NULL, MISSING -> "null";
    };
  }
}
