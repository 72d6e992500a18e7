package fermata.definition.load;

import fermata.definition.text.SourceText;
import java.util.List;
import java.util.Optional;

/** The agent files of one folder. */
public interface AgentFolder {

  /** {@return the names of the files that may define agents, sorted} */
  List<String> files();

  /** {@return the text of such a file, if it can be read} */
  Optional<SourceText> find(String file);

  /** Whether a file of this name may define an agent. */
  static boolean isAgentFile(String name) {
    return name.endsWith(".agent.yaml")
        || name.endsWith(".agent.yml")
        || name.endsWith(".agent.json")
        || name.endsWith(".agent.md");
  }
}
