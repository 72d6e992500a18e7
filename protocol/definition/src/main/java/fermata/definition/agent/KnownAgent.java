package fermata.definition.agent;

import fermata.definition.model.AgentName;
import fermata.definition.model.Field;
import fermata.definition.model.Ordered;
import fermata.definition.model.OutputField;
import java.util.List;
import java.util.SequencedMap;

/**
 * An agent, as another one sees it that runs it.
 *
 * @param file that it is defined in, by its name
 * @param description what it is for; may be empty
 * @param input the fields that a run of it is started with
 * @param output the fields of a run's result; empty where the definition declares none
 * @param digest of its definition; empty where it cannot be told, as within a circle of agents
 * @param runs the agents that it runs itself, each once
 * @param problem its first error with its place; empty where it can run
 * @param entries its entry points; empty where they are not known
 */
public record KnownAgent(
    AgentName name,
    String file,
    String description,
    SequencedMap<String, Field> input,
    SequencedMap<String, OutputField> output,
    String digest,
    List<AgentName> runs,
    String problem,
    List<String> entries) {

  public KnownAgent {
    input = Ordered.copyOf(input);
    output = Ordered.copyOf(output);
    runs = List.copyOf(runs);
    entries = List.copyOf(entries);
  }
}
