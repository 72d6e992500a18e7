package fermata.definition.check.rule;

import fermata.definition.keys.PlacedTree;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a definition by the mappings that they are written in.
 *
 * <p>Some twenty rules ask for the node of each mapping: the names are cut out of the pointers once
 * for all of them. Immutable.
 */
public final class NodeBlocks {

  private static final String PREFIX = "nodes.";

  private final IdentityHashMap<Block, Node> nodes;

  private NodeBlocks(IdentityHashMap<Block, Node> nodes) {
    this.nodes = nodes;
  }

  /** {@return the nodes that could be read} */
  public static NodeBlocks of(PlacedTree tree, AgentDefinition definition) {
    var nodes = new IdentityHashMap<Block, Node>(definition.nodes().size());
    for (Block block : tree.blocks()) {
      if (block.context().isNode() && block.pointer().startsWith(PREFIX)) {
        Node node = definition.nodes().get(new NodeId(block.pointer().substring(PREFIX.length())));
        if (node != null) {
          nodes.put(block, node);
        }
      }
    }
    return new NodeBlocks(nodes);
  }

  /** {@return the node that is written in a mapping of the tree; null where there is none} */
  public @Nullable Node find(Block block) {
    return nodes.get(block);
  }
}
