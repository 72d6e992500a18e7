package fermata.daemon.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.tool.ToolSchema;
import fermata.engine.run.ToolRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A tool as a model is told of it.
 *
 * @param schema of the arguments, an object
 */
public record OfferedTool(String name, String description, JsonNode schema) {

  private static final String SET_OUTPUTS =
      "Sets the outputs of this step and ends it. Call it once, when all values are known.";
  private static final String READ_RESULT =
      "Reads on in a result of which only a part was shown; the end of that part says how.";

  public OfferedTool {
    schema = plain(schema);
  }

  // "true" is a schema too, but not an object as providers want it.
  private static JsonNode plain(JsonNode schema) {
    if (!(schema.path("properties") instanceof ObjectNode properties)
        || properties.valueStream().noneMatch(JsonNode::isBoolean)) {
      return schema;
    }
    ObjectNode plain = schema.deepCopy();
    for (Map.Entry<String, JsonNode> member : plain.withObject("/properties").properties()) {
      if (member.getValue().isBoolean()) {
        member.setValue(JsonNodeFactory.instance.objectNode());
      }
    }
    return plain;
  }

  /** {@return what a request offers: the tools that the engine answers itself, then the others} */
  public static List<OfferedTool> of(ModelCall call) {
    List<OfferedTool> tools = new ArrayList<>();
    JsonNode outputs = call.request().toolSchema();
    if (outputs != null) {
      tools.add(new OfferedTool(ToolRequest.SET_OUTPUTS, SET_OUTPUTS, outputs));
    }
    if (call.request().readsOn()) {
      tools.add(new OfferedTool(ToolRequest.READ_RESULT, READ_RESULT, place()));
    }
    for (ToolSchema schema : call.tools()) {
      tools.add(new OfferedTool(schema.name().value(), schema.description(), schema.input()));
    }
    return tools;
  }

  private static JsonNode place() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("call").put("type", "string").put("description", "such as c2");
    properties.putObject("offset").put("type", "integer").put("minimum", 0);
    schema.putArray("required").add("call").add("offset");
    return schema;
  }
}
