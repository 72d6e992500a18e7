package fermata.definition.project;

import fermata.definition.model.Ordered;
import fermata.definition.model.ToolPattern;
import fermata.definition.model.ValueTemplate;
import fermata.definition.yaml.YamlNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the project file of a workspace says; all of it has a default.
 *
 * @param model of agents that name none: {@code provider/model}, or an alias
 * @param aliases models by words of the workspace's own
 * @param providers of models, beside those that the daemon knows
 * @param prices of models, beside those that the daemon knows
 * @param limits of agents that set none, as a definition writes them
 * @param limitsMax what no agent may exceed, as a definition writes it
 * @param approval what becomes of tool calls that agents say nothing about; a word of {@code
 *     approvals.default}
 * @param deny tools that no agent may use
 * @param severities how bad problems are here
 * @param files which files are looked at where a folder is named
 * @param servers of tools, by name
 * @param errorCount how many errors the file has; agents beside such a file do not run
 */
public record Project(
    @Nullable String model,
    SequencedMap<String, String> aliases,
    SequencedMap<String, Provider> providers,
    SequencedMap<String, Price> prices,
    YamlNode.@Nullable Mapping limits,
    YamlNode.@Nullable Mapping limitsMax,
    YamlNode.@Nullable Scalar approval,
    List<ToolPattern> deny,
    Severities severities,
    Files files,
    SequencedMap<String, Server> servers,
    int errorCount) {

  /** The name of the file, at the root of a workspace. */
  public static final String FILE_NAME = "fermata.yaml";

  /** Without a project file. */
  public static final Project NONE =
      new Project(
          null,
          new LinkedHashMap<>(),
          new LinkedHashMap<>(),
          new LinkedHashMap<>(),
          null,
          null,
          null,
          List.of(),
          Severities.NONE,
          Files.ALL,
          new LinkedHashMap<>(),
          0);

  public Project {
    aliases = Ordered.copyOf(aliases);
    providers = Ordered.copyOf(providers);
    prices = Ordered.copyOf(prices);
    deny = List.copyOf(deny);
    servers = Ordered.copyOf(servers);
  }

  /** {@return the model that a name stands for: of an alias its own, else the name} */
  public String resolve(String name) {
    return aliases.getOrDefault(name, name);
  }

  /** {@return the default model as {@code provider/model}, where there is one} */
  public @Nullable String defaultModel() {
    return model == null ? null : resolve(model);
  }

  /**
   * Where the models of a provider are.
   *
   * @param baseUrl before the paths of its protocol
   * @param keyVariable the environment variable that has the key; absent where none is needed
   * @param isFree whether its models cost nothing
   * @param protocol the word of what it speaks
   * @param silence how long its streams may stand still; absent where that is as usual
   * @param firstToken how long its first token may take; absent where only the silence counts
   */
  public record Provider(
      String baseUrl,
      @Nullable String keyVariable,
      boolean isFree,
      String protocol,
      @Nullable Duration silence,
      @Nullable Duration firstToken) {

    /** The protocol of a provider that names none. */
    public static final String CHAT = "chat";
  }

  /**
   * How a tool server is reached: by a program or at an address.
   *
   * @param command the program and its arguments; empty where there is an address
   * @param environment what the program sees besides the usual few; may name secrets
   * @param url of streamable HTTP; absent where there is a program
   * @param headers of every request; may name secrets
   */
  public record Server(
      List<String> command,
      SequencedMap<String, ValueTemplate> environment,
      @Nullable String url,
      SequencedMap<String, ValueTemplate> headers) {

    public Server {
      command = List.copyOf(command);
      environment = Ordered.copyOf(environment);
      headers = Ordered.copyOf(headers);
    }
  }

  /** US dollars for a million tokens. */
  public record Price(
      BigDecimal inputUsd, @Nullable BigDecimal cachedInputUsd, BigDecimal outputUsd) {}

  /**
   * Which files are looked at where a folder is named: globs, relative to the project file.
   *
   * @param include all where it is empty
   */
  public record Files(List<String> include, List<String> exclude) {

    /** Every file. */
    public static final Files ALL = new Files(List.of(), List.of());

    public Files {
      include = List.copyOf(include);
      exclude = List.copyOf(exclude);
    }
  }
}
