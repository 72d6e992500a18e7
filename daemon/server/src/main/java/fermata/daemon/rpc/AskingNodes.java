package fermata.daemon.rpc;

import fermata.daemon.refusal.RefusedException;
import fermata.daemon.source.AgentSource;
import fermata.daemon.source.SourcedAgent;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.AgentName;
import fermata.definition.model.Node;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The nodes whose questions stand with those of a run: its own, and those of its child runs.
 *
 * <p>Confined to one request.
 */
final class AskingNodes {

  private final AgentSource agents;
  private final Set<String> nodes = new LinkedHashSet<>();
  private final Set<AgentName> seen = new LinkedHashSet<>();

  AskingNodes(AgentSource agents) {
    this.agents = agents;
  }

  /** {@return the names of the nodes, those of the agent itself first} */
  Set<String> of(SourcedAgent agent) {
    AgentDefinition definition = agent.usable();
    definition.nodes().keySet().forEach(node -> nodes.add(node.value()));
    for (Node node : definition.nodes().values()) {
      if (node instanceof Node.Agent child && seen.add(child.agent())) {
        child(agent, child.agent()).ifPresent(this::of);
      }
    }
    for (AgentName tool : definition.agentTools().keySet()) {
      if (seen.add(tool)) {
        child(agent, tool).ifPresent(this::of);
      }
    }
    return nodes;
  }

  /** A child that is broken asks nothing: its start fails, and then with the reason. */
  private Optional<SourcedAgent> child(SourcedAgent parent, AgentName child) {
    try {
      return Optional.of(agents.child(parent.texts(), child));
    } catch (RefusedException broken) {
      return Optional.empty();
    }
  }
}
