package fermata.definition.check.agent;

import fermata.definition.agent.KnownAgent;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Node;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes that run an agent of which something is known. */
final class AgentNodes {

  private AgentNodes() {}

  /**
   * A node and its agent.
   *
   * @param block where the node is written
   */
  record Use(Node.Agent node, KnownAgent agent, Block block) {

    /** {@return the fields as written; none where there is no mapping} */
    List<Entry> given() {
      Entry input = block.entry("input");
      return input != null && YamlValues.resolved(input.value()) instanceof YamlNode.Mapping mapping
          ? YamlValues.entries(mapping)
          : List.of();
    }

    @Nullable Entry inputEntry() {
      return block.entry("input");
    }

    /** {@return the name of the agent, where it is written} */
    Span name() {
      Entry name = block.entry("agent");
      return name == null ? block.owner() : name.value().span();
    }
  }

  static List<Use> in(CheckContext context) {
    var uses = new ArrayList<Use>();
    forEach(
        context,
        (node, block) ->
            context
                .agents()
                .find(node.agent())
                .ifPresent(agent -> uses.add(new Use(node, agent, block))));
    return uses;
  }

  private static void forEach(
      CheckContext context, java.util.function.BiConsumer<Node.Agent, Block> each) {
    for (Block block : context.tree().blocks(KeyContext.NODE_AGENT)) {
      if (block.context() == KeyContext.NODE_AGENT
          && context.nodeOf(block) instanceof Node.Agent node
          && !node.agent().value().isEmpty()) {
        each.accept(node, block);
      }
    }
  }
}
