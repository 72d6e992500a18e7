package fermata.daemon.tool.mcp;

import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.daemon.tool.mcp.McpServer.Launch;
import java.util.Map;

/** Opens the way to servers, by how each is declared. Thread-safe. */
final class McpConnector implements AutoCloseable {

  private final Map<String, String> environment;

  /**
   * Makes a connector.
   *
   * @param environment what every program sees
   */
  McpConnector(Map<String, String> environment) {
    this.environment = environment;
  }

  McpTransport open(McpServer server, McpTransport.Receiver receiver) {
    return switch (server.launch()) {
      case Launch.Stdio stdio -> StdioTransport.open(server, stdio, environment, receiver);
      case Launch.Http _ -> throw refusal(server, "HTTP is not served by this version");
      case Launch.Unusable(var reason) -> throw refusal(server, reason);
    };
  }

  private static ToolRefusal refusal(McpServer server, String reason) {
    return ToolRefusal.of(
        ToolFailureKinds.SERVER, "server '" + server.name() + "' cannot be used: " + reason);
  }

  @Override
  public void close() {
    // Nothing is kept open besides the servers themselves.
  }
}
