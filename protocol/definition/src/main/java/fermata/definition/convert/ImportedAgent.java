package fermata.definition.convert;

import java.util.List;

/**
 * A definition made of a source.
 *
 * @param name of the agent
 * @param text of an {@code .agent.yaml} file
 * @param notes what is not carried over, or not as it stands, in the order of the source
 */
public record ImportedAgent(String name, String text, List<ImportNote> notes) {

  public ImportedAgent {
    notes = List.copyOf(notes);
  }
}
