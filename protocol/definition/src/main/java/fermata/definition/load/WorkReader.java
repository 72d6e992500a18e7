package fermata.definition.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.definition.model.Field;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.model.ToolName;
import fermata.definition.model.ValueTemplate;
import fermata.definition.model.WorkflowPart;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Reads nodes whose work is done by the tools runner in more than one call, or by code. */
record WorkReader(NodeReader nodes) {

  /** A step without an id is left out, of two with the same id the first one counts. */
  Node workflow(NodeId id, Spot spot) {
    SequencedMap<String, WorkflowPart> parts = new LinkedHashMap<>();
    for (Spot item : spot.get("steps").items()) {
      WorkflowPart part = part(item);
      if (!part.id().isEmpty()) {
        parts.putIfAbsent(part.id(), part);
      }
    }
    Spot result = spot.get("return");
    SequencedMap<String, ValueTemplate> values =
        result.isPresent() ? nodes.texts().values(result) : null;
    SequencedMap<String, Field> outputs = nodes.fields().fields(spot.get("outputs"));
    addUndeclared(outputs, values == null ? parts.keySet() : values.keySet());
    return new Node.Workflow(id, nodes.options(spot, outputs), parts, values);
  }

  private WorkflowPart part(Spot spot) {
    return new WorkflowPart(
        spot.get("id").textOr(""),
        new ToolName(spot.get("tool").textOr("")),
        nodes.texts().values(spot.get("args")),
        spot.get("needs").texts(),
        NodeReader.retry(spot.get("retry")),
        spot.get("continue_on_error").isTrue());
  }

  private static void addUndeclared(SequencedMap<String, Field> outputs, Collection<String> names) {
    for (String name : names) {
      outputs.putIfAbsent(
          name, NodeReader.field(name, JsonNodeFactory.instance.objectNode(), true));
    }
  }

  Node code(NodeId id, Spot spot) {
    return new Node.Code(
        id,
        nodes.options(spot, nodes.fields().fields(spot.get("outputs"))),
        spot.get("runtime").textOr(""),
        nodes.texts().source(spot.get("source")),
        nodes.texts().values(spot.get("args")),
        spot.get("files").texts());
  }
}
