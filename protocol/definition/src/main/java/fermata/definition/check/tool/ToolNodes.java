package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.tool.ToolSchema;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes that call a tool of which the schema is known. */
final class ToolNodes {

  private static final String NODES = "nodes.";

  private ToolNodes() {}

  /**
   * A node and its tool.
   *
   * @param block where the node is written
   */
  record Call(Node.Tool node, ToolSchema tool, Block block) {

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

  static List<Call> in(CheckContext context) {
    var calls = new ArrayList<Call>();
    for (Block block : context.tree().blocks()) {
      if (block.context() == KeyContext.NODE_TOOL
          && find(context, block.pointer()) instanceof Node.Tool node) {
        context.tools().find(node.tool()).ifPresent(tool -> calls.add(new Call(node, tool, block)));
      }
    }
    return calls;
  }

  private static @Nullable Node find(CheckContext context, String pointer) {
    return pointer.startsWith(NODES)
        ? context.definition().nodes().get(new NodeId(pointer.substring(NODES.length())))
        : null;
  }
}
