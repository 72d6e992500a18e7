package fermata.daemon.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.platform.Threads;
import fermata.daemon.tool.ToolCall;
import fermata.daemon.tool.ToolChange;
import fermata.daemon.tool.ToolListener;
import fermata.daemon.tool.ToolServerState;
import fermata.daemon.tool.ToolServerTurn;
import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.definition.tool.ToolSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One declared server: its connection, while there is one, and what it has said of its tools.
 *
 * <p>Started when it is needed. One that could not be started, or has ended, is not started again
 * before a pause that doubles from {@link #PAUSE_MIN} to {@link #PAUSE_MAX} and ends with the first
 * answer. Thread-safe.
 */
final class LiveServer implements AutoCloseable {

  /** The revision of the protocol that is offered. */
  static final String PROTOCOL = "2025-11-25";

  /** How long a server may take to start and to say what tools it has. */
  static final Duration START_MAX = Duration.ofSeconds(30);

  static final Duration PAUSE_MIN = Duration.ofMillis(500);
  static final Duration PAUSE_MAX = Duration.ofSeconds(30);

  /** How many pages a list of tools may have. */
  private static final int PAGES_MAX = 100;

  /** How many tools a server may have. */
  private static final int TOOLS_MAX = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(LiveServer.class);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final McpServer server;
  private final McpConnector connector;
  private final ToolChange.Listener changed;
  private final Object starting = new Object();
  private @Nullable McpPeer peer;
  private @Nullable List<ToolSchema> tools;
  private Duration pause = Duration.ZERO;
  private long notBeforeNanos = System.nanoTime();
  private String lastFault = "";
  private boolean hasEnded;
  private @Nullable String stoppedBy;
  private @Nullable McpTransport lastWay;

  LiveServer(McpServer server, McpConnector connector, ToolChange.Listener changed) {
    this.server = server;
    this.connector = connector;
    this.changed = changed;
  }

  McpServer server() {
    return server;
  }

  /** {@return what it has said of its tools, now or before it ended; absent where never asked} */
  synchronized Optional<List<ToolSchema>> tools() {
    return Optional.ofNullable(tools);
  }

  /** {@return how it stands} */
  synchronized ToolServerState state() {
    boolean isAlive = peer != null && peer.isAlive();
    return new ToolServerState(
        server.name(),
        server.reachedBy(),
        standing(isAlive),
        tools == null ? null : tools.size(),
        stoppedBy != null ? whyStopped() : isAlive || lastFault.isEmpty() ? null : lastFault);
  }

  private ToolServerState.Standing standing(boolean isAlive) {
    if (stoppedBy != null) {
      return ToolServerState.Standing.STOPPED;
    }
    if (isAlive) {
      return ToolServerState.Standing.RUNNING;
    }
    boolean hasFailed = !lastFault.isEmpty() || peer != null;
    return hasFailed ? ToolServerState.Standing.FAILED : ToolServerState.Standing.IDLE;
  }

  private String whyStopped() {
    return "stopped by " + stoppedBy;
  }

  /** Ends it until {@link #startAnew}; calls under way are lost. */
  void stop(String by) {
    McpPeer live;
    boolean wasStopped;
    synchronized (this) {
      wasStopped = stoppedBy != null;
      stoppedBy = by;
      live = peer;
      peer = null;
    }
    if (live != null) {
      live.close();
    }
    if (!wasStopped) {
      tell(ToolServerTurn.Turn.STOPPED, whyStopped());
    }
  }

  private void tell(ToolServerTurn.Turn turn, @Nullable String problem) {
    Integer count = tools().map(List::size).orElse(null);
    changed.heard(new ToolServerTurn(server.name(), server.reachedBy(), turn, count, problem));
  }

  /** Lets it live again, without the pause of one that has failed; whether it answered. */
  boolean startAnew() throws InterruptedException {
    synchronized (this) {
      stoppedBy = null;
      notBeforeNanos = System.nanoTime();
      pause = Duration.ZERO;
    }
    return ask();
  }

  /** {@return what it wrote to its error stream since it was started last} */
  synchronized String log() {
    return lastWay == null ? "" : lastWay.log();
  }

  private McpTransport open(McpTransport.Receiver receiver) {
    McpTransport way = connector.open(server, receiver);
    synchronized (this) {
      lastWay = way;
    }
    return way;
  }

  /**
   * Calls a tool.
   *
   * @throws ToolRefusal where the server cannot be started, refuses, or ends meanwhile
   */
  JsonNode call(ToolCall call, JsonNode args, ToolListener listener) throws InterruptedException {
    McpPeer connected = connected();
    ToolSchema tool = find(call);
    ObjectNode params = JSON.objectNode().put("name", server.ownName(call.tool()));
    params.set("arguments", args);
    ObjectNode meta = params.putObject("_meta");
    meta.put("fermata/idempotencyKey", call.idempotencyKey());
    meta.put("fermata/attempt", call.attempt());
    String trace = call.trace();
    if (trace != null) {
      meta.put("traceparent", trace);
    }
    return McpTools.result(server, tool, connected.askTool(params, meta, listener));
  }

  private ToolSchema find(ToolCall call) {
    List<ToolSchema> known = tools().orElse(List.of());
    return known.stream()
        .filter(tool -> tool.name().equals(call.tool()))
        .findFirst()
        .orElseThrow(
            () ->
                ToolRefusal.of(
                    ToolFailureKinds.MISSING,
                    "server '%s' has no tool '%s'"
                        .formatted(server.name(), server.ownName(call.tool()))));
  }

  /** Makes sure that it was asked for its tools; whether it answered. */
  boolean ask() throws InterruptedException {
    try {
      connected();
      return true;
    } catch (ToolRefusal refusal) {
      LOG.warn("mcp server={} {}", server.name(), refusal.getMessage());
      return false;
    }
  }

  /** Makes sure that it lives. */
  void require() throws InterruptedException {
    connected();
  }

  private McpPeer connected() throws InterruptedException {
    synchronized (starting) {
      McpPeer live = live();
      if (live != null) {
        return live;
      }
      requireNotStopped();
      if (hasEnded()) {
        tell(ToolServerTurn.Turn.FAILED, "server '" + server.name() + "' has ended");
      }
      requirePauseOver();
      tell(ToolServerTurn.Turn.STARTING, null);
      try {
        McpPeer fresh = start();
        succeeded(fresh);
        tell(ToolServerTurn.Turn.READY, null);
        return fresh;
      } catch (ToolRefusal refusal) {
        failed(String.valueOf(refusal.getMessage()));
        tell(ToolServerTurn.Turn.FAILED, refusal.getMessage());
        throw refusal;
      }
    }
  }

  private synchronized @Nullable McpPeer live() {
    McpPeer known = peer;
    if (known != null && !known.isAlive()) {
      peer = null;
      hasEnded = true;
      backOff();
    }
    return peer;
  }

  /** Whether it has ended by itself since this was asked last. */
  private synchronized boolean hasEnded() {
    boolean had = hasEnded;
    hasEnded = false;
    return had;
  }

  private synchronized void requireNotStopped() {
    if (stoppedBy != null) {
      throw ToolRefusal.passing(
          ToolFailureKinds.SERVER, "server '" + server.name() + "' was " + whyStopped());
    }
  }

  private synchronized void requirePauseOver() {
    long left = notBeforeNanos - System.nanoTime();
    if (left > 0 && !lastFault.isEmpty()) {
      throw ToolRefusal.passing(
          ToolFailureKinds.SERVER,
          lastFault + " (it is started again in " + Math.max(1, left / 1_000_000) + " ms)");
    }
  }

  private synchronized void failed(String fault) {
    lastFault = fault;
    backOff();
  }

  private synchronized void backOff() {
    pause = pause.isZero() ? PAUSE_MIN : pause.multipliedBy(2);
    pause = pause.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause;
    notBeforeNanos = System.nanoTime() + pause.toNanos();
  }

  /** One that was stopped while it started ends again. */
  private void succeeded(McpPeer fresh) {
    synchronized (this) {
      lastFault = "";
      if (stoppedBy == null) {
        peer = fresh;
        return;
      }
    }
    fresh.close();
  }

  private McpPeer start() throws InterruptedException {
    var fresh = new McpPeer(server, this::open, this::askAgain);
    boolean isReady = false;
    try {
      greet(fresh);
      put(list(fresh));
      isReady = true;
      return fresh;
    } finally {
      if (!isReady) {
        fresh.close();
      }
    }
  }

  private void greet(McpPeer fresh) throws InterruptedException {
    ObjectNode params = JSON.objectNode().put("protocolVersion", PROTOCOL);
    ObjectNode capabilities = params.putObject("capabilities");
    capabilities.putObject("roots").put("listChanged", false);
    capabilities.putObject("elicitation");
    params.putObject("clientInfo").put("name", "fermata").put("version", "1");
    JsonNode greeting = fresh.ask("initialize", params, START_MAX);
    fresh.agree(greeting.path("protocolVersion").asText(PROTOCOL));
    fresh.tell("notifications/initialized", JSON.objectNode());
  }

  private List<ToolSchema> list(McpPeer fresh) throws InterruptedException {
    var found = new ArrayList<ToolSchema>();
    String cursor = "";
    for (int page = 0; page < PAGES_MAX; page++) {
      ObjectNode params = JSON.objectNode();
      if (!cursor.isEmpty()) {
        params.put("cursor", cursor);
      }
      JsonNode result = fresh.ask("tools/list", params, START_MAX);
      found.addAll(McpTools.of(server, result));
      cursor = result.path("nextCursor").asText();
      if (cursor.isEmpty() || found.size() > TOOLS_MAX) {
        break;
      }
    }
    return List.copyOf(found.subList(0, Math.min(found.size(), TOOLS_MAX)));
  }

  // What is heard for the first time is not other than before.
  private void put(List<ToolSchema> found) {
    List<ToolSchema> before;
    synchronized (this) {
      before = tools == null ? found : tools;
      tools = found;
      pause = Duration.ZERO;
    }
    ToolChange change = ToolChange.between("mcp:" + server.name(), before, found);
    if (change.isAny()) {
      changed.heard(change);
    }
  }

  /** The server says that its tools are others; what it says then is asked apart. */
  private void askAgain() {
    Threads.start(
        "mcp-list-" + server.name(),
        () -> {
          McpPeer live = live();
          if (live != null) {
            try {
              put(list(live));
            } catch (ToolRefusal refusal) {
              LOG.warn("mcp server={} {}", server.name(), refusal.getMessage());
            } catch (InterruptedException _) {
              Thread.currentThread().interrupt();
            }
          }
        });
  }

  @Override
  public void close() {
    McpPeer live;
    synchronized (this) {
      live = peer;
      peer = null;
    }
    if (live != null) {
      live.close();
    }
  }
}
