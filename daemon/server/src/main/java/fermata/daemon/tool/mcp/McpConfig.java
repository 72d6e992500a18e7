package fermata.daemon.tool.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.tool.mcp.McpServer.Launch;
import fermata.definition.model.ToolName;
import fermata.definition.text.SourceText;
import fermata.wire.json.Json;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the files in which other tools declare servers, as they are: {@code .mcp.json} with {@code
 * mcpServers}, {@code .vscode/mcp.json} with {@code servers}.
 *
 * <p>{@code ${NAME}}, {@code ${NAME:-other}} and {@code ${env:NAME}} stand for variables of the
 * environment, {@code ${workspaceFolder}} for the folder. A server that needs anything else, such
 * as a value that an editor would ask for, is there and unusable. Total: never throws.
 */
public final class McpConfig {

  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_:.]*?)(?::-([^}]*))?\\}");

  private final Path workspace;
  private final Map<String, String> environment;

  private McpConfig(Path workspace, Map<String, String> environment) {
    this.workspace = workspace;
    this.environment = environment;
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
  public static List<McpServer> read(
      SourceText file, Path folder, Map<String, String> environment) {
    Path place = folder.resolve(file.name()).normalize().getParent();
    Path above = place == null || !isOfEditor(file.name()) ? place : place.getParent();
    var config = new McpConfig(above == null ? folder : above, environment);
    try {
      JsonNode root = Json.parseLenient(file.text());
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
        return new Launch.Stdio(command(json), texts(json.path("env")));
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
        .forEach(entry -> texts.put(entry.getKey(), resolved(entry.getValue().asText())));
    return texts;
  }

  private String resolved(String text) {
    var resolved = new StringBuilder();
    Matcher variable = VARIABLE.matcher(text);
    while (variable.find()) {
      String value = value(variable.group(1), variable.group(2));
      variable.appendReplacement(resolved, Matcher.quoteReplacement(value));
    }
    return variable.appendTail(resolved).toString();
  }

  private String value(String name, @org.jspecify.annotations.Nullable String other) {
    if (name.equals("workspaceFolder")) {
      return workspace.toString();
    }
    String plain = name.startsWith("env:") ? name.substring("env:".length()) : name;
    String value = environment.get(plain);
    if (value != null) {
      return value;
    }
    if (other != null) {
      return other;
    }
    throw new Unresolved("'${" + name + "}' has no value in the environment of the daemon");
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
