package fermata.daemon.tool.mcp;

import fermata.daemon.secret.Secrets;
import fermata.daemon.tool.mcp.McpServer.Launch;
import fermata.definition.load.ProjectLoader;
import fermata.definition.model.ValueTemplate;
import fermata.definition.project.Project;
import fermata.definition.text.SourceText;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The servers that a project file declares.
 *
 * <p>One that names a secret that there is not is there and unusable. A file with errors declares
 * none: agents beside it do not run either.
 */
public final class ProjectServers {

  private ProjectServers() {}

  /**
   * {@return the servers, in the order of the file}
   *
   * @param file named relative to the folder
   */
  public static List<McpServer> read(SourceText file, Path folder, Secrets secrets) {
    Project project = ProjectLoader.load(file).value();
    Path place = folder.resolve(file.name()).normalize().getParent();
    Path workspace = place == null ? folder : place;
    return project.errorCount() > 0
        ? List.of()
        : project.servers().entrySet().stream()
            .map(entry -> server(entry.getKey(), entry.getValue(), workspace, secrets))
            .toList();
  }

  private static McpServer server(
      String name, Project.Server server, Path workspace, Secrets secrets) {
    try {
      String url = server.url();
      Launch launch =
          url == null
              ? new Launch.Stdio(server.command(), texts(server.environment(), secrets))
              : new Launch.Http(URI.create(url), texts(server.headers(), secrets));
      return new McpServer(name, launch, workspace);
    } catch (IllegalArgumentException bad) {
      return new McpServer(name, new Launch.Unusable(String.valueOf(bad.getMessage())), workspace);
    }
  }

  private static Map<String, String> texts(Map<String, ValueTemplate> given, Secrets secrets) {
    var texts = new TreeMap<String, String>();
    given.forEach((name, value) -> texts.put(name, text(name, value, secrets)));
    return texts;
  }

  private static String text(String name, ValueTemplate value, Secrets secrets) {
    if (value instanceof ValueTemplate.Literal(var literal)) {
      return literal.asText();
    }
    return secrets
        .resolve(value)
        .orElseThrow(
            () -> new IllegalArgumentException("'" + name + "' names a secret that is not set"));
  }
}
