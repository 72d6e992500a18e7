package fermata.daemon.tool.runner;

import fermata.daemon.refusal.RefusedException;
import fermata.daemon.secret.Secrets;
import fermata.daemon.tool.ToolCatalog;
import fermata.daemon.tool.ToolServerState;
import fermata.daemon.tool.ToolServers;
import fermata.daemon.tool.mcp.McpServer;
import fermata.daemon.tool.mcp.McpServers;
import fermata.definition.text.Suggestions;
import java.util.List;
import java.util.function.Function;

/** The servers that the files of a folder declare, by their names. Thread-safe. */
final class ServerDesk implements ToolServers {

  private final McpServers servers;
  private final Secrets secrets;
  private final Function<ToolCatalog, List<McpServer>> declared;

  ServerDesk(McpServers servers, Secrets secrets, Function<ToolCatalog, List<McpServer>> declared) {
    this.servers = servers;
    this.secrets = secrets;
    this.declared = declared;
  }

  @Override
  public List<ToolServerState> list(ToolCatalog catalog) {
    return declared.apply(catalog).stream().map(servers::state).toList();
  }

  @Override
  public void start(ToolCatalog catalog, String name) throws InterruptedException {
    servers.start(require(catalog, name));
  }

  @Override
  public void stop(ToolCatalog catalog, String name, String by) {
    servers.stop(require(catalog, name), by);
  }

  @Override
  public List<String> log(ToolCatalog catalog, String name) {
    return secrets.redaction().text(servers.log(require(catalog, name))).lines().toList();
  }

  private McpServer require(ToolCatalog catalog, String name) {
    List<McpServer> all = declared.apply(catalog);
    return all.stream()
        .filter(server -> server.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                RefusedException.notFound(
                    "tool server",
                    name,
                    "is not declared"
                        + Suggestions.hint(name, all.stream().map(McpServer::name).toList())));
  }
}
