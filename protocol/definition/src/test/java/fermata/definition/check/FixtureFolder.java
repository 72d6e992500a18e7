package fermata.definition.check;

import fermata.definition.load.AgentFolder;
import fermata.definition.load.AgentPath;
import fermata.definition.load.Surroundings;
import fermata.definition.text.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The agent files of a fixture, seen from one of its folders.
 *
 * @param at the folder, empty or with a slash at its end
 */
record FixtureFolder(Map<String, String> sections, String at) implements AgentFolder {

  private static final String FILE = "file ";

  private Stream<String> paths() {
    return sections.keySet().stream()
        .filter(name -> name.startsWith(FILE) && AgentFolder.isAgentFile(name))
        .map(name -> name.substring(FILE.length()));
  }

  @Override
  public List<String> files() {
    return paths()
        .filter(path -> AgentPath.folderOf("", path).equals(at))
        .map(path -> path.substring(at.length()))
        .toList();
  }

  /** Whatever stands in other folders; none of the fixtures goes on from there. */
  @Override
  public List<String> filesElsewhere() {
    return at.isEmpty() ? paths().filter(AgentPath::isElsewhere).toList() : List.of();
  }

  @Override
  public Optional<SourceText> find(String file) {
    return Optional.ofNullable(sections.get(FILE + AgentPath.of(at, file)))
        .map(text -> new SourceText(file, text));
  }

  @Override
  public Optional<Place> placeOf(String path) {
    return Optional.of(
        new Place(
            new FixtureFolder(sections, AgentPath.folderOf(at, path)), Surroundings.builtin()));
  }
}
