package fermata.daemon.tool.mcp;

import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.daemon.tool.mcp.McpServer.Launch;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens the way to servers, by how each is declared. Thread-safe. */
final class McpConnector implements AutoCloseable {

  private static final Duration CONNECT_MAX = Duration.ofSeconds(10);

  private final Map<String, String> environment;
  private @Nullable HttpClient client;

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
      case Launch.Http http -> new HttpTransport(server, http, client(), receiver);
      case Launch.Unusable(var reason) -> throw refusal(server, reason);
    };
  }

  /** Made at the first use: most daemons never speak to a server over HTTP. */
  private synchronized HttpClient client() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .connectTimeout(CONNECT_MAX)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
    }
    return client;
  }

  private static ToolRefusal refusal(McpServer server, String reason) {
    return ToolRefusal.of(
        ToolFailureKinds.SERVER, "server '" + server.name() + "' cannot be used: " + reason);
  }

  @Override
  public void close() {
    HttpClient open;
    synchronized (this) {
      open = client;
      client = null;
    }
    if (open != null) {
      open.shutdownNow();
    }
  }
}
