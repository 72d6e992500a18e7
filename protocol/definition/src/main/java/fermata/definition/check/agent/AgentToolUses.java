package fermata.definition.check.agent;

import fermata.definition.agent.AgentTools;
import fermata.definition.agent.KnownAgent;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.TextForm;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The agents that a definition names as tools, of which something is known. */
final class AgentToolUses {

  private AgentToolUses() {}

  /** An agent, and where its name stands. */
  record Use(KnownAgent agent, Span name) {}

  /** {@return the agents of nodes and those that are tools, in the order of the file} */
  static List<Use> withNodes(CheckContext context) {
    var uses = new ArrayList<Use>();
    AgentNodes.in(context).forEach(use -> uses.add(new Use(use.agent(), use.name())));
    if (!context.definition().agentTools().isEmpty()) {
      Stream.concat(
              context.tree().texts(TextForm.TOOL_PATTERN).stream(),
              context.tree().texts(TextForm.TOOL_NAME).stream())
          .forEach(value -> add(context, value, uses));
    }
    return uses;
  }

  private static void add(CheckContext context, PlacedValue value, List<Use> uses) {
    if (value.node() instanceof YamlNode.Scalar scalar) {
      AgentTools.agentOf(scalar.text())
          .filter(context.definition().agentTools()::containsKey)
          .flatMap(context.agents()::find)
          .ifPresent(agent -> uses.add(new Use(agent, Edits.inner(scalar))));
    }
  }
}
