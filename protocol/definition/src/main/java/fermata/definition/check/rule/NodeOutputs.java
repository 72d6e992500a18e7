package fermata.definition.check.rule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.definition.model.Field;
import fermata.definition.model.Node;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** What nodes put out. */
public final class NodeOutputs {

  private NodeOutputs() {}

  /** {@return the outputs that a node sets; a model without declared ones sets {@code text}} */
  public static SequencedMap<String, Field> of(Node node) {
    SequencedMap<String, Field> declared = node.options().outputs();
    if (!(node instanceof Node.Llm) || !declared.isEmpty()) {
      return declared;
    }
    SequencedMap<String, Field> outputs = new LinkedHashMap<>();
    var schema = JsonNodeFactory.instance.objectNode().put("type", "string");
    outputs.put("text", new Field("text", schema, true, null));
    return outputs;
  }
}
