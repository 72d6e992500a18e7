package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.model.WorkflowPart;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the steps of workflows are written. */
final class WorkflowSteps {

  private WorkflowSteps() {}

  /** A workflow and the blocks of its steps, in the order of the file. */
  record Written(Node.Workflow node, List<Block> steps) {

    /** {@return the scalar of a step's id} */
    static YamlNode.@Nullable Scalar idOf(Block step) {
      Entry id = step.entry("id");
      return id != null && YamlValues.resolved(id.value()) instanceof YamlNode.Scalar scalar
          ? scalar
          : null;
    }
  }

  static Stream<Written> in(CheckContext context) {
    Map<String, List<Block>> steps = new HashMap<>();
    for (Block block : context.tree().blocks(KeyContext.WORKFLOW_STEP)) {
      int end = block.pointer().lastIndexOf(".steps[");
      String node = block.pointer().substring(0, Math.max(0, end));
      steps.computeIfAbsent(node, _ -> new ArrayList<>()).add(block);
    }
    return context.definition().nodes().values().stream()
        .filter(Node.Workflow.class::isInstance)
        .map(Node.Workflow.class::cast)
        .map(
            node -> new Written(node, steps.getOrDefault("nodes." + node.id().value(), List.of())));
  }

  /** {@return the step that a block holds, where it could be read} */
  static Optional<WorkflowPart> partOf(CheckContext context, Block block) {
    int end = block.pointer().lastIndexOf(".steps[");
    var node =
        end < 0
            ? null
            : context
                .definition()
                .nodes()
                .get(new NodeId(block.pointer().substring("nodes.".length(), end)));
    YamlNode.Scalar id = Written.idOf(block);
    return node instanceof Node.Workflow workflow && id != null
        ? Optional.ofNullable(workflow.parts().get(id.text()))
        : Optional.empty();
  }
}
