package fermata.definition.load;

import fermata.definition.text.SourceText;
import java.util.List;
import java.util.Optional;

/** The agent files of one folder, and those of the other folders of its workspace. */
public interface AgentFolder {

  /** {@return the names of the files that may define agents, sorted} */
  List<String> files();

  /**
   * {@return the paths from here, with {@code /}, of such files in other folders of the workspace,
   * sorted; none without a workspace}
   */
  default List<String> filesElsewhere() {
    return List.of();
  }

  /** {@return the text of such a file, if it can be read} */
  Optional<SourceText> find(String file);

  /** {@return the text of a file of another folder, to see which agent it defines and no more} */
  default Optional<SourceText> look(String path) {
    return find(path);
  }

  /** {@return where a file of another folder stands} */
  default Optional<Place> placeOf(String path) {
    return Optional.empty();
  }

  /**
   * Where an agent of another folder stands.
   *
   * @param around what counts there; its knowledge of agents is not asked
   */
  record Place(AgentFolder folder, Surroundings around) {}

  /** Whether a file of this name may define an agent. */
  static boolean isAgentFile(String name) {
    return name.endsWith(".agent.yaml")
        || name.endsWith(".agent.yml")
        || name.endsWith(".agent.json")
        || name.endsWith(".agent.md");
  }

  /** Whether nobody looks for agents in a folder of this name: it is hidden, or somebody's work. */
  static boolean isPassedOver(String name) {
    return name.startsWith(".")
        || name.equals("target")
        || name.equals("node_modules")
        || name.equals("build");
  }
}
