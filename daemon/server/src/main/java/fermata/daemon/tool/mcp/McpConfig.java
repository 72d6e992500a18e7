package fermata.daemon.tool.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.secret.Secrets;
import fermata.daemon.tool.mcp.McpServer.Launch;
import fermata.definition.model.ToolName;
import fermata.definition.text.SourceText;
import fermata.wire.json.Json;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files in which other tools declare servers, as they are: {@code .mcp.json} with {@code
 * mcpServers}, {@code .vscode/mcp.json} with {@code servers} and {@code inputs}.
 *
 * <p>{@code ${NAME}}, {@code ${NAME:-other}} and {@code ${env:NAME}} stand for secrets and
 * variables of the environment, {@code ${workspaceFolder}} and its like for places. An editor would
 * ask for {@code ${input:api-key}}; here it is the secret or variable {@code API_KEY}, else the
 * default of the input. A server that needs anything else is there and unusable. Total: never
 * throws.
 */
public final class McpConfig {

  private static final Pattern VARIABLE =
      Pattern.compile(
          "\\$\\{(?:(input|env|command|config|workspaceFolder):([^}]+?)"
              + "|([A-Za-z_][A-Za-z0-9_.]*|/))(?::-([^}]*))?}");

  private final Path workspace;
  private final Secrets secrets;
  private final JsonNode inputs;

  private McpConfig(Path workspace, Secrets secrets, JsonNode inputs) {
    this.workspace = workspace;
    this.secrets = secrets;
    this.inputs = inputs;
  }

  /** Whether a file of this name declares servers. */
  public static boolean isConfig(String name) {
    return name.equals(".mcp.json") || name.endsWith("/.mcp.json") || isOfEditor(name);
  }

  private static boolean isOfEditor(String name) {
    return name.equals(".vscode/mcp.json") || name.endsWith("/.vscode/mcp.json");
  }

  /**
   * {@return the servers that a file declares, in its order}
   *
   * @param file named relative to the folder
   */
  public static List<McpServer> read(SourceText file, Path folder, Secrets secrets) {
    Path place = folder.resolve(file.name()).normalize().getParent();
    Path above = place == null || !isOfEditor(file.name()) ? place : place.getParent();
    try {
      JsonNode root = Json.parseLenient(file.text());
      var config = new McpConfig(above == null ? folder : above, secrets, root.path("inputs"));
      var servers = new ArrayList<McpServer>();
      for (String key : List.of("mcpServers", "servers")) {
        root.path(key)
            .properties()
            .forEach(
                entry -> {
                  if (isName(entry.getKey())) {
                    servers.add(config.server(entry.getKey(), entry.getValue()));
                  }
                });
      }
      return List.copyOf(servers);
    } catch (JsonProcessingException _) {
      return List.of();
    }
  }

  private static boolean isName(String name) {
    return !name.contains("/") && ToolName.isValid(McpServer.SCHEME + name + "/x");
  }

  private McpServer server(String name, JsonNode json) {
    return new McpServer(name, launch(json), workspace);
  }

  private Launch launch(JsonNode json) {
    try {
      if (json.path("disabled").asBoolean()) {
        return new Launch.Unusable("it is switched off in its file");
      }
      if (json.path("command").isTextual()) {
        return new Launch.Stdio(
            command(json), texts(json.path("env")), path(json, "envFile"), path(json, "cwd"));
      }
      return json.path("url").isTextual()
          ? http(json)
          : new Launch.Unusable("its file names neither a command nor a url");
    } catch (Unresolved missing) {
      return new Launch.Unusable(missing.getMessage());
    }
  }

  private Launch http(JsonNode json) {
    String type = json.path("type").asText("http");
    if (type.equals("sse")) {
      return new Launch.Unusable("its transport 'sse' is gone from the protocol (expected: http)");
    }
    try {
      URI address = URI.create(resolved(json.path("url").textValue()));
      boolean isHttp = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      return isHttp && address.getHost() != null
          ? new Launch.Http(address, texts(json.path("headers")))
          : new Launch.Unusable("its url is not one of http or https");
    } catch (IllegalArgumentException _) {
      return new Launch.Unusable("its url is not an address");
    }
  }

  private @Nullable Path path(JsonNode json, String key) {
    String text = json.path(key).asText();
    try {
      return text.isEmpty() ? null : workspace.resolve(resolved(text)).normalize();
    } catch (InvalidPathException _) {
      throw new Unresolved("its '" + key + "' is not a path");
    }
  }

  private List<String> command(JsonNode json) {
    var command = new ArrayList<String>();
    command.add(resolved(json.path("command").textValue()));
    json.path("args").forEach(arg -> command.add(resolved(arg.asText())));
    return command;
  }

  private Map<String, String> texts(JsonNode object) {
    var texts = new TreeMap<String, String>();
    object
        .properties()
        .forEach(
            entry -> {
              // Null takes a variable away, and nothing is passed on that is not named.
              if (!entry.getValue().isNull()) {
                texts.put(entry.getKey(), resolved(entry.getValue().asText()));
              }
            });
    return texts;
  }

  private String resolved(String text) {
    return VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found)));
  }

  private String value(MatchResult variable) {
    String kind = variable.group(1);
    String other = variable.group(4);
    if (kind == null) {
      String name = variable.group(3);
      return place(name).or(() -> plain(name, other)).orElseThrow(() -> without(variable));
    }
    String name = variable.group(2);
    return switch (kind) {
      case "env" -> plain(name, other).orElseThrow(() -> without(variable));
      case "input" -> input(name);
      case String folder when folder.equals("workspaceFolder") && name.equals(nameOf(workspace)) ->
          workspace.toString();
      case String _ ->
          throw new Unresolved("'" + variable.group() + "' has a value in an editor only");
    };
  }

  private Optional<String> place(String name) {
    return switch (name) {
      case "workspaceFolder", "cwd" -> Optional.of(workspace.toString());
      case "workspaceFolderBasename" -> Optional.of(nameOf(workspace));
      case "userHome" -> Optional.ofNullable(System.getProperty("user.home"));
      case "pathSeparator", "/" -> Optional.of(workspace.getFileSystem().getSeparator());
      default -> Optional.empty();
    };
  }

  private static String nameOf(Path folder) {
    Path name = folder.getFileName();
    return name == null ? "" : name.toString();
  }

  private Optional<String> plain(String name, @Nullable String other) {
    return secrets.find(name).or(() -> Optional.ofNullable(other));
  }

  private static Unresolved without(MatchResult variable) {
    return new Unresolved(
        "'"
            + variable.group()
            + "' has no value in the environment of the daemon or in secrets.env");
  }

  private String input(String id) {
    String name = id.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
    return secrets
        .find(name)
        .or(() -> defaultOf(id))
        .orElseThrow(
            () ->
                new Unresolved(
                    "an editor would ask for its input '%s' (set %s in secrets.env or in the environment of the daemon)"
                        .formatted(id, name)));
  }

  private Optional<String> defaultOf(String id) {
    return inputs
        .valueStream()
        .filter(input -> input.path("id").asText().equals(id) && input.path("default").isTextual())
        .map(input -> input.path("default").textValue())
        .findFirst();
  }

  /** A variable without a value. */
  private static final class Unresolved extends RuntimeException {
    Unresolved(String message) {
      super(message, null, false, false);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
