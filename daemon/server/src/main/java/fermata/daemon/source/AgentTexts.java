package fermata.daemon.source;

import fermata.daemon.tool.ToolCatalog;
import fermata.definition.load.AgentFolder;
import fermata.definition.load.ProjectLoader;
import fermata.definition.load.PromptFiles;
import fermata.definition.model.Ordered;
import fermata.definition.project.Project;
import fermata.definition.text.FileForm;
import fermata.definition.text.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a definition is made of.
 *
 * @param file the absolute path of the definition; the file need not exist any more
 * @param text of the definition
 * @param prompts the texts that the definition names, by the path by which it names them
 * @param catalogs the texts of the tool catalogues beside it, by file name
 * @param agents the files of the agents that it runs, and of those that they run, by file name;
 *     absent where it runs none
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

  /** {@return the agents that the definition runs, from here and not from the disk} */
  AgentFolder agentFolder() {
    SequencedMap<String, String> kept = agents;
    return new AgentFolder() {
      @Override
      public List<String> files() {
        return kept == null ? List.of() : List.copyOf(kept.keySet());
      }

      @Override
      public Optional<SourceText> find(String name) {
        return Optional.ofNullable(kept == null ? null : kept.get(name))
            .map(content -> new SourceText(name, content));
      }
    };
  }

  /** {@return the texts of one of the agents that the definition runs} */
  AgentTexts ofAgent(String name) {
    String content = agents == null ? null : agents.get(name);
    return new AgentTexts(
        folder().resolve(name).toString(),
        content == null ? "" : content,
        prompts,
        catalogs,
        agents,
        project);
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
        Optional.ofNullable(prompts.get(path)).map(content -> new SourceText(path, content));
  }

  /** {@return the tool catalogues} */
  public ToolCatalog catalog() {
    List<SourceText> files =
        catalogs.entrySet().stream()
            .map(entry -> new SourceText(entry.getKey(), entry.getValue()))
            .toList();
    return new ToolCatalog(folder(), files);
  }
}
