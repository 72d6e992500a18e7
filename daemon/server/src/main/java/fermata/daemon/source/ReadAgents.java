package fermata.daemon.source;

import fermata.definition.load.AgentFolder;
import fermata.definition.load.AgentPath;
import fermata.definition.load.PromptFiles;
import fermata.definition.load.Surroundings;
import fermata.definition.text.FileText;
import fermata.definition.text.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The agent files of a folder and its workspace, and what was found of them when somebody looked.
 *
 * <p>Confined to one thread while it is looked into, then immutable.
 */
final class ReadAgents implements AgentFolder {

  private final Path folder;
  private final Lookups lookups;
  private final ReadElsewhere elsewhere;
  private @Nullable List<String> names;

  ReadAgents(Path folder, ReadElsewhere elsewhere) {
    this.folder = folder;
    this.lookups = new Lookups(folder);
    this.elsewhere = elsewhere;
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
  public List<String> filesElsewhere() {
    elsewhere.ask();
    return WorkspaceAgents.around(folder).stream()
        .filter(file -> !folder.equals(file.getParent()))
        .map(file -> AgentTexts.pathFrom(folder, file))
        .sorted()
        .toList();
  }

  @Override
  public Optional<SourceText> find(String file) {
    Path path = folder.resolve(file).normalize();
    Optional<SourceText> text = AgentPath.isElsewhere(file) ? look(file) : lookups.find(file);
    if (!elsewhere.isFrom(folder) || AgentPath.isElsewhere(file)) {
      text.ifPresent(found -> elsewhere.addAgent(path, found.text()));
    }
    return text;
  }

  @Override
  public Optional<SourceText> look(String path) {
    return TextFiles.read(folder.resolve(path).normalize())
        .map(content -> new SourceText(path, content));
  }

  @Override
  public Optional<Place> placeOf(String path) {
    Path file = folder.resolve(path).normalize();
    Path other = file.getParent();
    if (!AgentPath.isElsewhere(path) || other == null) {
      return Optional.empty();
    }
    var catalogs = TextFiles.catalogs(other);
    catalogs.forEach((name, text) -> elsewhere.addCatalog(other.resolve(name), text));
    AgentTexts there = elsewhere.around(file, catalogs);
    var around =
        new Surroundings(promptsIn(other), elsewhere.tools().knowledge(there.catalog()))
            .withProject(there.workspaceProject());
    return Optional.of(new Place(new ReadAgents(other, elsewhere), around));
  }

  private PromptFiles promptsIn(Path other) {
    return PromptFiles.reading(
        path -> {
          Path file = other.resolve(path).normalize();
          FileText found = TextFiles.beside(file);
          found.text().ifPresent(content -> elsewhere.addPrompt(file, content));
          return found;
        });
  }

  /** {@return the texts of the folder, in the order in which they were wanted} */
  SequencedMap<String, String> found() {
    return lookups.found();
  }

  /**
   * Whether somebody who looked again would find the same files with the same texts; nobody knows
   * without looking where other folders had a say.
   */
  boolean areStillTrue() {
    return !elsewhere.isAsked()
        && (names == null || TextFiles.agents(folder).equals(names))
        && lookups.areStillTrue();
  }
}
