package fermata.daemon.source;

import fermata.daemon.tool.ToolCatalog;
import fermata.definition.load.AgentPath;
import fermata.definition.load.ProjectLoader;
import fermata.definition.load.PromptFiles;
import fermata.definition.model.Ordered;
import fermata.definition.project.Project;
import fermata.definition.text.FileForm;
import fermata.definition.text.SourceText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a definition is made of.
 *
 * @param file the absolute path of the definition; the file need not exist any more
 * @param text of the definition
 * @param prompts the texts that the definition names, by the path by which it names them, and those
 *     of the agents of other folders that it runs, by their paths from here
 * @param catalogs the texts of the tool catalogues beside it, by file name, and of those beside the
 *     agents of other folders
 * @param agents the files of the agents that it runs, and of those that they run, by their paths
 *     from here; absent where it runs none
 * @param project the text of the project file of its workspace, where there is one
 */
public record AgentTexts(
    String file,
    String text,
    SequencedMap<String, String> prompts,
    SequencedMap<String, String> catalogs,
    @Nullable SequencedMap<String, String> agents,
    @Nullable String project) {

  public AgentTexts {
    prompts = Ordered.copyOf(prompts);
    catalogs = Ordered.copyOf(catalogs);
    agents = agents == null ? null : Ordered.copyOf(agents);
  }

  /** The texts of a definition that runs no other agents. */
  public AgentTexts(
      String file,
      String text,
      SequencedMap<String, String> prompts,
      SequencedMap<String, String> catalogs) {
    this(file, text, prompts, catalogs, null, null);
  }

  /** {@return how many UTF-16 units there are in all} */
  int units() {
    SequencedMap<String, String> others = agents;
    return text.length()
        + (project == null ? 0 : project.length())
        + unitsOf(prompts)
        + unitsOf(catalogs)
        + (others == null ? 0 : unitsOf(others));
  }

  private static int unitsOf(SequencedMap<String, String> texts) {
    return texts.values().stream().mapToInt(String::length).sum();
  }

  /** {@return the texts of one of the agents that the definition runs, seen from its own folder} */
  AgentTexts ofAgent(String path) {
    String content = agents == null ? null : agents.get(path);
    Path other = folder().resolve(path).normalize();
    return new AgentTexts(
        other.toString(),
        content == null ? "" : content,
        seenFrom(other, prompts),
        seenFrom(other, catalogs),
        agents == null ? null : seenFrom(other, agents),
        project);
  }

  private SequencedMap<String, String> seenFrom(Path other, SequencedMap<String, String> texts) {
    Path from = other.getParent();
    if (from == null || from.equals(folder())) {
      return texts;
    }
    var seen = new LinkedHashMap<String, String>();
    texts.forEach((path, content) -> seen.put(pathFrom(from, folder().resolve(path)), content));
    return seen;
  }

  /** {@return the way from a folder to a file, with slashes} */
  static String pathFrom(Path folder, Path file) {
    return folder.relativize(file.normalize()).toString().replace('\\', '/');
  }

  /** {@return what holds in the workspace} */
  public Project workspaceProject() {
    return project == null
        ? Project.NONE
        : ProjectLoader.load(new SourceText(Project.FILE_NAME, project)).value();
  }

  /** {@return the definition, under the name by which messages call it} */
  public SourceText source() {
    return new SourceText(FileForm.nameOf(file.replace('\\', '/')), text);
  }

  /** {@return the folder of the definition} */
  public Path folder() {
    Path folder = Path.of(file).getParent();
    return folder == null ? Path.of("/") : folder;
  }

  /**
   * {@return the folder that the tools of its runs work in, where nobody names another: its own; of
   * an agent in {@code .github/agents} or {@code .claude/agents} the one that holds those}
   */
  public Path workspace() {
    String path = file.replace('\\', '/');
    String name = FileForm.nameOf(path);
    boolean isAlone = name.indexOf('/') < 0 || path.length() == name.length();
    return isAlone ? folder() : Path.of(path.substring(0, path.length() - name.length()));
  }

  /** {@return the prompt files, from here and not from the disk} */
  public PromptFiles promptFiles() {
    return path ->
        Optional.ofNullable(prompts.get(path))
            .or(() -> Optional.ofNullable(prompts.get(AgentPath.of("", path))))
            .map(content -> new SourceText(path, content));
  }

  /** {@return the tool catalogues} */
  public ToolCatalog catalog() {
    List<SourceText> files =
        catalogs.entrySet().stream()
            .filter(entry -> isForUs(entry.getKey()))
            .map(entry -> new SourceText(entry.getKey(), entry.getValue()))
            .toList();
    return new ToolCatalog(folder(), files);
  }

  /** Catalogues count beside the definition, declarations of servers above it too. */
  private static boolean isForUs(String path) {
    String name = path.replaceFirst("^(\\.\\./)+", "").replaceFirst("^\\.vscode/", "");
    boolean isAbove = path.startsWith("../");
    boolean isCatalog = name.endsWith(".tools.yaml") || name.endsWith(".tools.yml");
    return name.indexOf('/') < 0 && !(isAbove && isCatalog);
  }
}
