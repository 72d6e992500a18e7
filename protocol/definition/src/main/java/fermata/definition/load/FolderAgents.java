package fermata.definition.load;

import fermata.definition.agent.AgentKnowledge;
import fermata.definition.agent.KnownAgent;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.AgentName;
import fermata.definition.model.Node;
import fermata.definition.text.LineIndex;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import fermata.definition.tool.Certainty;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlParser;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The agents that the files of one folder define, each read when somebody asks for it, and once.
 *
 * <p>Confined to one thread: made for one reading of one definition. Limits: the first {@value
 * #FILES_MAX} files; of a name that several files define the file of that name counts, else the
 * first.
 */
public final class FolderAgents implements AgentKnowledge {

  /** How many files of a folder are looked at. */
  public static final int FILES_MAX = 256;

  private final AgentFolder folder;
  private final Surroundings around;
  private final Map<AgentName, Optional<KnownAgent>> known = new HashMap<>();
  private final Set<AgentName> underWay = new HashSet<>();
  private @Nullable Map<AgentName, String> fileOf;

  /**
   * The agents of a folder.
   *
   * @param around what stands around all of them; its own knowledge of agents is not asked
   */
  public FolderAgents(AgentFolder folder, Surroundings around) {
    this.folder = folder;
    this.around = around.withAgents(this);
  }

  @Override
  public Certainty certainty() {
    return Certainty.COMPLETE;
  }

  @Override
  public List<AgentName> names() {
    return List.copyOf(files().keySet());
  }

  @Override
  public Optional<KnownAgent> find(AgentName name) {
    Optional<KnownAgent> found = known.get(name);
    if (found != null) {
      return found;
    }
    if (!underWay.add(name)) {
      // A circle: that the agent is there is all that can be said before it has been read.
      return read(name).map(text -> outline(name, text));
    }
    Optional<KnownAgent> read = read(name).flatMap(text -> whole(name, text));
    underWay.remove(name);
    known.put(name, read);
    return read;
  }

  private Optional<SourceText> read(AgentName name) {
    for (String ending : List.of(".agent.yaml", ".agent.yml", ".agent.json", ".agent.md")) {
      Optional<SourceText> text = folder.find(name.value() + ending);
      if (text.isPresent() && nameIn(text.get()).equals(Optional.of(name))) {
        return text;
      }
    }
    return Optional.ofNullable(files().get(name)).flatMap(folder::find);
  }

  private Map<AgentName, String> files() {
    Map<AgentName, String> files = fileOf;
    if (files == null) {
      files = new java.util.TreeMap<>(java.util.Comparator.comparing(AgentName::value));
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

  private static KnownAgent outline(AgentName name, SourceText text) {
    var none = fermata.definition.model.Ordered.<String, fermata.definition.model.Field>empty();
    var nothing =
        fermata.definition.model.Ordered.<String, fermata.definition.model.OutputField>empty();
    return new KnownAgent(name, text.name(), "", none, nothing, "", runsIn(text), "", List.of());
  }

  /** The agents that a text names, without reading them. */
  private static List<AgentName> runsIn(SourceText text) {
    if (text.form().isMarkdown()) {
      return List.of();
    }
    YamlNode root = YamlValues.resolved(YamlParser.parse(text).value().root());
    return new Spot(root, "")
        .get("nodes").members().sequencedValues().stream()
            .flatMap(node -> Stream.ofNullable(node.get("agent").text()))
            .filter(AgentName::isValid)
            .map(AgentName::new)
            .distinct()
            .toList();
  }

  private Optional<KnownAgent> whole(AgentName name, SourceText text) {
    LoadedAgent loaded = AgentLoader.load(text, around);
    AgentDefinition definition = loaded.definition();
    return definition == null
        ? Optional.empty()
        : Optional.of(
            new KnownAgent(
                name,
                text.name(),
                definition.description(),
                definition.input(),
                definition.output(),
                definition.digest(),
                runs(definition),
                problem(loaded),
                List.copyOf(definition.entries().keySet())));
  }

  private static List<AgentName> runs(AgentDefinition definition) {
    var runs = new ArrayList<AgentName>();
    for (Node node : definition.nodes().values()) {
      if (node instanceof Node.Agent agent && !runs.contains(agent.agent())) {
        runs.add(agent.agent());
      }
    }
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
