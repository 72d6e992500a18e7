package fermata.daemon.source;

import fermata.definition.load.AgentFolder;
import fermata.definition.text.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The agent files of a folder, and what was found of them when somebody looked.
 *
 * <p>Confined to one thread while it is looked into, then immutable.
 */
final class ReadAgents implements AgentFolder {

  private final Path folder;
  private final Lookups lookups;
  private @Nullable List<String> names;

  ReadAgents(Path folder) {
    this.folder = folder;
    this.lookups = new Lookups(folder);
  }

  @Override
  public List<String> files() {
    List<String> listed = names;
    if (listed == null) {
      listed = TextFiles.agents(folder);
      names = listed;
    }
    return listed;
  }

  @Override
  public Optional<SourceText> find(String file) {
    return lookups.find(file);
  }

  /** {@return the texts that were there, in the order in which they were wanted} */
  SequencedMap<String, String> found() {
    return lookups.found();
  }

  /** Whether somebody who looked again would find the same files with the same texts. */
  boolean areStillTrue() {
    return (names == null || TextFiles.agents(folder).equals(names)) && lookups.areStillTrue();
  }
}
