package fermata.daemon.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.tool.ToolCall;
import fermata.daemon.tool.ToolChange;
import fermata.daemon.tool.ToolListener;
import fermata.daemon.tool.ToolServerState;
import fermata.definition.tool.ToolSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All servers that somebody has named, each once: two declarations that are equal are one server.
 *
 * <p>Thread-safe.
 */
public final class McpServers implements AutoCloseable {

  private final McpConnector connector;
  private final ToolChange.Listener changed;
  private final Map<McpServer, LiveServer> servers = new LinkedHashMap<>();

  /**
   * Makes an empty registry.
   *
   * @param environment what every program sees
   * @param changed is told when some server's tools are others; does not block
   */
  public McpServers(Map<String, String> environment, ToolChange.Listener changed) {
    this.connector = new McpConnector(environment);
    this.changed = changed;
  }

  private synchronized LiveServer live(McpServer server) {
    return servers.computeIfAbsent(server, key -> new LiveServer(key, connector, changed));
  }

  /** {@return what a server has said of its tools; absent where it was never asked} */
  public Optional<List<ToolSchema>> tools(McpServer server) {
    return live(server).tools();
  }

  /** {@return how a server stands} */
  public ToolServerState state(McpServer server) {
    return live(server).state();
  }

  /** Starts a server, also one that was stopped. Waits as long as it may take. */
  public void start(McpServer server) throws InterruptedException {
    live(server).startAnew();
  }

  /** Ends a server until it is started again. */
  public void stop(McpServer server, String by) {
    live(server).stop(by);
  }

  /** {@return what a server wrote to its error stream since it was started last} */
  public String log(McpServer server) {
    return live(server).log();
  }

  /**
   * Makes sure that a server was asked for its tools: starts it where it was not. Waits as long as
   * a server may take to start.
   *
   * @return whether it has answered
   */
  public boolean ask(McpServer server) throws InterruptedException {
    LiveServer live = live(server);
    return live.tools().isPresent() || live.ask();
  }

  /**
   * Makes sure that a server was asked for its tools, now or before.
   *
   * @throws fermata.daemon.tool.builtin.ToolRefusal where it does not answer
   */
  public void require(McpServer server) throws InterruptedException {
    LiveServer live = live(server);
    if (live.tools().isEmpty()) {
      live.require();
    }
  }

  /**
   * Calls a tool; starts its server where it does not live.
   *
   * @throws fermata.daemon.tool.builtin.ToolRefusal where that does not work
   */
  public JsonNode call(McpServer server, ToolCall call, JsonNode args, ToolListener listener)
      throws InterruptedException {
    return live(server).call(call, args, listener);
  }

  @Override
  public void close() {
    List<LiveServer> all;
    synchronized (this) {
      all = new ArrayList<>(servers.values());
      servers.clear();
    }
    all.forEach(LiveServer::close);
    connector.close();
  }
}
