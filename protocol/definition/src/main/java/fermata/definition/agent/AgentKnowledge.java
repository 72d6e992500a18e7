package fermata.definition.agent;

import fermata.definition.model.AgentName;
import fermata.definition.tool.Certainty;
import java.util.List;
import java.util.Optional;

/**
 * The agents that a definition may run, as far as somebody knows.
 *
 * <p>Three-valued: an agent is found, or surely absent, or not known. What reads the files of the
 * agents is asked as late as possible: a definition without {@code agent} nodes asks nothing.
 */
public interface AgentKnowledge {

  /** Nothing is known. */
  AgentKnowledge UNKNOWN =
      new AgentKnowledge() {
        @Override
        public Certainty certainty() {
          return Certainty.INCOMPLETE;
        }

        @Override
        public Optional<KnownAgent> find(AgentName name) {
          return Optional.empty();
        }

        @Override
        public List<AgentName> names() {
          return List.of();
        }
      };

  /** Whether an agent that is not found does not exist. */
  Certainty certainty();

  /** {@return what is known of an agent} */
  Optional<KnownAgent> find(AgentName name);

  /** {@return the names of all agents that are known} */
  List<AgentName> names();
}
