package fermata.daemon.source;

import fermata.daemon.refusal.RefusedException;
import fermata.daemon.tool.ToolCatalog;
import fermata.daemon.tool.ToolRunner;
import fermata.definition.agent.AgentTools;
import fermata.definition.agent.KnownAgent;
import fermata.definition.load.AgentFolder;
import fermata.definition.load.AgentLoader;
import fermata.definition.load.FolderAgents;
import fermata.definition.load.LoadedAgent;
import fermata.definition.load.ProjectLoader;
import fermata.definition.load.PromptFiles;
import fermata.definition.load.Surroundings;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.AgentName;
import fermata.definition.model.ToolName;
import fermata.definition.model.ToolPattern;
import fermata.definition.project.Project;
import fermata.definition.text.SourceText;
import fermata.definition.tool.ToolKnowledge;
import fermata.definition.tool.ToolSchema;
import fermata.wire.jsonrpc.DaemonErrorCode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads definitions and what belongs to them.
 *
 * <p>The tool catalogues of a definition are the files {@code *.tools.yaml} and {@code *.tools.yml}
 * in its own folder, in the order of their names. Thread-safe.
 */
public final class AgentSource {

  private final ToolRunner tools;
  private final Readings readings = new Readings();

  public AgentSource(ToolRunner tools) {
    this.tools = tools;
  }

  /**
   * {@return the definition of a file}
   *
   * @throws RefusedException with {@code NotFound} if there is none that can be read
   */
  public SourcedAgent read(Path file) {
    return find(file)
        .orElseThrow(
            () ->
                RefusedException.notFound(
                    "agent file", file.toString(), TextFiles.whyAbsent(file)));
  }

  /** {@return the definition of a file, if it can be read} */
  public Optional<SourcedAgent> find(Path file) {
    return TextFiles.definition(file).text().map(text -> read(file, text));
  }

  /** {@return what the project file of a folder says, or of one above it} */
  public static Project project(Path folder) {
    return TextFiles.project(folder)
        .map(text -> ProjectLoader.load(new SourceText(Project.FILE_NAME, text)).value())
        .orElse(Project.NONE);
  }

  /** {@return the definition that a file would have with a text, such as that of an open editor} */
  public SourcedAgent read(Path file, String text) {
    var known =
        new AgentTexts(
            file.toString(),
            text,
            new LinkedHashMap<>(),
            TextFiles.catalogs(folderOf(file)),
            null,
            TextFiles.project(folderOf(file)).orElse(null));
    ToolKnowledge found = tools.refresh(known.catalog());
    return readings.ofFolder(known, found).orElseGet(() -> readAnew(known, found));
  }

  private SourcedAgent readAnew(AgentTexts known, ToolKnowledge found) {
    var prompts = new Lookups(known.folder());
    var elsewhere = new ReadElsewhere(known, tools);
    var agents = new ReadAgents(known.folder(), elsewhere);
    LoadedAgent loaded =
        load(known.source(), prompts.files(), found, agents, known.workspaceProject());
    AgentTexts complete = elsewhere.with(prompts.found(), agents.found());
    SourcedAgent agent = SourcedAgent.of(complete, loaded, found);
    readings.keep(known, new Readings.OfFolder(agent, prompts, agents));
    return agent;
  }

  /** {@return the definition of texts that were kept} */
  public SourcedAgent load(AgentTexts texts) {
    ToolKnowledge known = tools.knowledge(texts.catalog());
    return readings.ofTexts(texts, known).orElseGet(() -> loadAnew(texts, known));
  }

  private SourcedAgent loadAnew(AgentTexts texts, ToolKnowledge known) {
    LoadedAgent loaded =
        load(
            texts.source(),
            texts.promptFiles(),
            known,
            new KeptAgents(texts, tools),
            texts.workspaceProject());
    SourcedAgent agent = SourcedAgent.of(texts, loaded, known);
    readings.keep(agent);
    return agent;
  }

  private static LoadedAgent load(
      SourceText source,
      PromptFiles prompts,
      ToolKnowledge known,
      AgentFolder agents,
      Project project) {
    var around = new Surroundings(prompts, known).withProject(project);
    return AgentLoader.load(source, around.withAgents(new FolderAgents(agents, around)));
  }

  /**
   * {@return an agent that a definition runs, of the texts that were kept with it}
   *
   * @throws RefusedException with {@code NotFound} or {@code AgentInvalid}
   */
  public SourcedAgent child(AgentTexts parent, AgentName name) {
    var around =
        new Surroundings(parent.promptFiles(), tools.knowledge(parent.catalog()))
            .withProject(parent.workspaceProject());
    KnownAgent known =
        new FolderAgents(new KeptAgents(parent, tools), around)
            .find(name)
            .orElseThrow(() -> RefusedException.notFound("agent", name.value()));
    SourcedAgent child = load(parent.ofAgent(known.file()));
    if (!child.loaded().isUsable()) {
      throw RefusedException.of(
          DaemonErrorCode.AGENT_INVALID,
          "agent '" + name.value() + "' has errors: " + known.problem());
    }
    return child;
  }

  /**
   * {@return a definition that is about to run: the tool servers that it names were asked}
   *
   * <p>Waits for servers that have to start; one that does not answer stays unknown.
   */
  public SourcedAgent asked(SourcedAgent agent) {
    AgentDefinition definition = agent.definition();
    List<String> patterns = definition == null ? List.of() : ofServers(definition);
    if (patterns.isEmpty()) {
      return agent;
    }
    try {
      tools.ask(agent.texts().catalog(), patterns);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return load(agent.texts());
  }

  private static List<String> ofServers(AgentDefinition definition) {
    return Stream.concat(
            definition.tools().stream().map(ToolPattern::text),
            definition.namedTools().map(ToolName::value))
        .filter(name -> name.startsWith(ToolKnowledge.SERVER_TOOL))
        .distinct()
        .toList();
  }

  /** {@return the agents of a folder that can run, as the tools that they may be} */
  public List<ToolSchema> agentTools(Path folder) {
    var here =
        new AgentTexts(
            folder.resolve("agent").toString(),
            "",
            new LinkedHashMap<>(),
            TextFiles.catalogs(folder),
            null,
            TextFiles.project(folder).orElse(null));
    var prompts = new Lookups(folder);
    var around =
        new Surroundings(prompts.files(), tools.knowledge(here.catalog()))
            .withProject(here.workspaceProject());
    var agents = new FolderAgents(new ReadAgents(folder, new ReadElsewhere(here, tools)), around);
    return agents.namesHere().stream()
        .flatMap(name -> agents.find(name).stream())
        .filter(agent -> agent.problem().isEmpty())
        .map(AgentTools::schema)
        .toList();
  }

  /** {@return the catalogues of a folder, of programs and of servers} */
  public static ToolCatalog catalogOf(Path folder) {
    var catalogs = TextFiles.catalogs(folder);
    var none = new LinkedHashMap<String, String>();
    return new AgentTexts(folder.resolve("agent").toString(), "", none, catalogs, null, null)
        .catalog();
  }

  private static Path folderOf(Path file) {
    Path folder = file.getParent();
    return folder == null ? file : folder;
  }
}
