package fermata.definition.check.agent;

import fermata.definition.agent.KnownAgent;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.model.AgentName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The ways from agent to agent. */
final class AgentPaths {

  private AgentPaths() {}

  /** {@return the agents on the way from an agent back to its own; empty without one} */
  static List<String> backTo(CheckContext context, KnownAgent agent) {
    AgentName own = context.definition().name();
    var way = new ArrayList<>(List.of(own.value()));
    return leads(context, agent.name(), own, way, new HashSet<>()) ? way : List.of();
  }

  private static boolean leads(
      CheckContext context, AgentName from, AgentName to, List<String> way, Set<AgentName> seen) {
    way.add(from.value());
    if (from.equals(to)) {
      return true;
    }
    if (seen.add(from)) {
      for (AgentName next : runs(context, from)) {
        if (leads(context, next, to, way, seen)) {
          return true;
        }
      }
    }
    way.removeLast();
    return false;
  }

  private static List<AgentName> runs(CheckContext context, AgentName name) {
    return context.agents().find(name).map(found -> found.runs()).orElse(List.of());
  }

  /** {@return how many agents run in one another, from a node's agent on} */
  static int depth(CheckContext context, AgentName name) {
    return depth(context, name, new HashSet<>());
  }

  private static int depth(CheckContext context, AgentName name, Set<AgentName> above) {
    if (!above.add(name)) {
      return 0;
    }
    int deepest = 0;
    for (AgentName next : runs(context, name)) {
      deepest = Math.max(deepest, depth(context, next, above));
    }
    above.remove(name);
    return deepest + 1;
  }

  /** {@return the first error of an agent} */
  static Optional<String> problem(KnownAgent agent) {
    return agent.problem().isEmpty() ? Optional.empty() : Optional.of(agent.problem());
  }
}
