package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Node;
import fermata.definition.model.ValueTemplate;
import fermata.definition.tool.ToolSchema;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The nodes and the steps of workflows that call a tool of which the schema is known. */
final class ToolNodes {

  private ToolNodes() {}

  /**
   * A call and its tool.
   *
   * @param given the arguments
   * @param block where the call is written
   * @param node whose one call it is; absent for a step of a workflow
   */
  record Call(
      SequencedMap<String, ValueTemplate> given,
      ToolSchema tool,
      Block block,
      Node.@Nullable Tool node) {

    /** {@return the arguments as written; none where there is no mapping} */
    List<Entry> args() {
      Entry args = block.entry("args");
      return args != null && YamlValues.resolved(args.value()) instanceof YamlNode.Mapping mapping
          ? YamlValues.entries(mapping)
          : List.of();
    }

    @Nullable Entry argsEntry() {
      return block.entry("args");
    }
  }

  /** {@return the calls of nodes, then those of steps} */
  static List<Call> in(CheckContext context) {
    var calls = new ArrayList<Call>();
    for (Block block : context.tree().blocks(KeyContext.NODE_TOOL)) {
      if (context.nodeOf(block) instanceof Node.Tool node) {
        ToolSchema tool = context.tools().find(node.tool()).orElse(null);
        if (tool != null) {
          calls.add(new Call(node.args(), tool, block, node));
        }
      }
    }
    for (Block block : context.tree().blocks(KeyContext.WORKFLOW_STEP)) {
      WorkflowSteps.partOf(context, block)
          .ifPresent(
              part ->
                  context
                      .tools()
                      .find(part.tool())
                      .ifPresent(tool -> calls.add(new Call(part.args(), tool, block, null))));
    }
    return calls;
  }
}
