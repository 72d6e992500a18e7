package fermata.definition.load;

import fermata.definition.agent.AgentKnowledge;
import fermata.definition.agent.AgentTools;
import fermata.definition.agent.KnownAgent;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.AgentName;
import fermata.definition.model.Field;
import fermata.definition.model.Node;
import fermata.definition.model.Ordered;
import fermata.definition.model.OutputField;
import fermata.definition.text.LineIndex;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import fermata.definition.tool.Certainty;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlParser;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The agents that the files of one folder define and, where none there does, those of the other
 * folders of the workspace; each read when somebody asks for it, and once.
 *
 * <p>An agent of another folder sees what stands beside it: its prompts, its tools, and the agents
 * of its own folder first.
 *
 * <p>Confined to one thread: made for one reading of one definition. Limits: the first {@value
 * #FILES_MAX} files of a folder and {@value #FILES_ELSEWHERE_MAX} of others; of a name that several
 * files define the file of that name counts, else the first.
 */
public final class FolderAgents implements AgentKnowledge {

  /** How many files of a folder are looked at. */
  public static final int FILES_MAX = 256;

  /** How many files of other folders are looked at. */
  public static final int FILES_ELSEWHERE_MAX = 1_000;

  private static final List<String> ENDINGS =
      List.of(".agent.yaml", ".agent.yml", ".agent.json", ".agent.md");

  private final AgentFolder folder;
  private final Surroundings around;
  private final String at;
  private final Reading reading;
  private @Nullable Map<AgentName, String> fileOf;
  private @Nullable Map<AgentName, String> elsewhere;

  /** What is known of files by their paths from the first folder, and which are being read. */
  private record Reading(Map<String, Optional<KnownAgent>> known, Set<String> underWay) {}

  /**
   * The agents of a folder.
   *
   * @param around what stands around all of them; its own knowledge of agents is not asked
   */
  public FolderAgents(AgentFolder folder, Surroundings around) {
    this(folder, around, "", new Reading(new HashMap<>(), new HashSet<>()));
  }

  /**
   * The agents of a folder that another one led to.
   *
   * @param at the way there, empty or with a slash at its end
   */
  private FolderAgents(AgentFolder folder, Surroundings around, String at, Reading reading) {
    this.folder = folder;
    this.around = around.withAgents(this);
    this.at = at;
    this.reading = reading;
  }

  @Override
  public Certainty certainty() {
    return Certainty.COMPLETE;
  }

  @Override
  public List<AgentName> names() {
    return Stream.concat(files().keySet().stream(), elsewhere().keySet().stream())
        .distinct()
        .toList();
  }

  /** {@return the agents that the files of the folder itself define} */
  public List<AgentName> namesHere() {
    return List.copyOf(files().keySet());
  }

  @Override
  public Optional<KnownAgent> find(AgentName name) {
    return fileOf(name).flatMap(file -> read(name, file));
  }

  private Optional<KnownAgent> read(AgentName name, String file) {
    String path = AgentPath.of(at, file);
    Optional<KnownAgent> found = reading.known.get(path);
    if (found != null) {
      return found;
    }
    Optional<SourceText> text = folder.find(file);
    if (!reading.underWay.add(path)) {
      // A circle: that the agent is there is all that can be said before it has been read.
      return text.map(content -> outline(name, path, content));
    }
    Optional<KnownAgent> read = text.flatMap(content -> whole(name, file, content));
    reading.underWay.remove(path);
    reading.known.put(path, read);
    return read;
  }

  /** {@return the file that defines an agent: beside the definition, else in another folder} */
  private Optional<String> fileOf(AgentName name) {
    for (String ending : ENDINGS) {
      String file = name.value() + ending;
      if (folder.find(file).filter(text -> isOf(name, text)).isPresent()) {
        return Optional.of(file);
      }
    }
    return Optional.ofNullable(files().get(name)).or(() -> fileElsewhere(name));
  }

  private Optional<String> fileElsewhere(AgentName name) {
    List<String> paths = pathsElsewhere();
    Stream<String> ofName =
        paths.stream()
            .filter(path -> ENDINGS.stream().anyMatch(end -> path.endsWith(name.value() + end)));
    return Stream.concat(ofName, paths.stream())
        .filter(path -> folder.look(path).filter(text -> isOf(name, text)).isPresent())
        .findFirst();
  }

  private List<String> pathsElsewhere() {
    return folder.filesElsewhere().stream().limit(FILES_ELSEWHERE_MAX).toList();
  }

  /** Whether a text defines an agent; most texts that do not have not even its name. */
  private static boolean isOf(AgentName name, SourceText text) {
    return (text.form().isMarkdown() || text.text().contains(name.value()))
        && nameIn(text).equals(Optional.of(name));
  }

  private Map<AgentName, String> files() {
    Map<AgentName, String> files = fileOf;
    if (files == null) {
      files = new TreeMap<>(Comparator.comparing(AgentName::value));
      for (String file : folder.files().stream().limit(FILES_MAX).toList()) {
        Optional<AgentName> name = folder.find(file).flatMap(FolderAgents::nameIn);
        if (name.isPresent()) {
          files.putIfAbsent(name.get(), file);
        }
      }
      fileOf = files;
    }
    return files;
  }

  private Map<AgentName, String> elsewhere() {
    Map<AgentName, String> files = elsewhere;
    if (files == null) {
      files = new TreeMap<>(Comparator.comparing(AgentName::value));
      for (String path : pathsElsewhere()) {
        Optional<AgentName> name = folder.look(path).flatMap(FolderAgents::nameIn);
        if (name.isPresent()) {
          files.putIfAbsent(name.get(), path);
        }
      }
      elsewhere = files;
    }
    return files;
  }

  private static Optional<AgentName> nameIn(SourceText text) {
    if (text.form().isMarkdown()) {
      // Mostly the name of the file is that of the agent.
      return Optional.ofNullable(AgentLoader.read(text, Surroundings.builtin()).definition())
          .map(AgentDefinition::name)
          .filter(name -> AgentName.isValid(name.value()));
    }
    YamlNode root = YamlValues.resolved(YamlParser.parse(text).value().root());
    return root instanceof YamlNode.Mapping mapping
            && mapping.find("agent").map(YamlValues::resolved).orElse(null)
                instanceof YamlNode.Scalar scalar
            && AgentName.isValid(scalar.text())
        ? Optional.of(new AgentName(scalar.text()))
        : Optional.empty();
  }

  private static KnownAgent outline(AgentName name, String path, SourceText text) {
    var none = Ordered.<String, Field>empty();
    var nothing = Ordered.<String, OutputField>empty();
    return new KnownAgent(name, path, "", none, nothing, "", runsIn(text), "", List.of());
  }

  /** The agents that a text names, without reading them. */
  private static List<AgentName> runsIn(SourceText text) {
    if (text.form().isMarkdown()) {
      return List.of();
    }
    var root = new Spot(YamlValues.resolved(YamlParser.parse(text).value().root()), "");
    Stream<AgentName> tools =
        Stream.concat(
                root.get("tools").texts().stream(), nodesOf(root).flatMap(FolderAgents::toolsIn))
            .flatMap(tool -> AgentTools.agentOf(tool).stream());
    return Stream.concat(
            nodesOf(root)
                .flatMap(node -> Stream.ofNullable(node.get("agent").text()))
                .filter(AgentName::isValid)
                .map(AgentName::new),
            tools)
        .distinct()
        .toList();
  }

  private static Stream<Spot> nodesOf(Spot root) {
    return root.get("nodes").members().sequencedValues().stream();
  }

  private static Stream<String> toolsIn(Spot node) {
    return Stream.concat(
        node.get("tools").texts().stream(), Stream.ofNullable(node.get("tool").text()));
  }

  private Optional<KnownAgent> whole(AgentName name, String file, SourceText text) {
    LoadedAgent loaded = AgentLoader.load(text, aroundOf(file));
    AgentDefinition definition = loaded.definition();
    return definition == null
        ? Optional.empty()
        : Optional.of(
            new KnownAgent(
                name,
                AgentPath.of(at, file),
                definition.description(),
                definition.input(),
                definition.output(),
                definition.digest(),
                runs(definition),
                problem(loaded),
                List.copyOf(definition.entries().keySet())));
  }

  private Surroundings aroundOf(String file) {
    if (!AgentPath.isElsewhere(file)) {
      return around;
    }
    return folder
        .placeOf(file)
        .map(
            place ->
                new FolderAgents(
                        place.folder(), place.around(), AgentPath.folderOf(at, file), reading)
                    .around)
        .orElse(around);
  }

  private static List<AgentName> runs(AgentDefinition definition) {
    var runs = new ArrayList<AgentName>();
    for (Node node : definition.nodes().values()) {
      if (node instanceof Node.Agent agent && !runs.contains(agent.agent())) {
        runs.add(agent.agent());
      }
    }
    definition.agentTools().keySet().stream()
        .filter(agent -> !runs.contains(agent))
        .forEach(runs::add);
    return runs;
  }

  private static String problem(LoadedAgent loaded) {
    return loaded.problems().stream()
        .filter(problem -> problem.severity() == Severity.ERROR)
        .findFirst()
        .map(problem -> describe(loaded.source(), problem))
        .orElse("");
  }

  private static String describe(SourceText text, Problem problem) {
    int line = LineIndex.of(text.text()).place(problem.span().start()).line() + 1;
    return "%s:%d: %s %s".formatted(text.name(), line, problem.code().code(), problem.message());
  }
}
