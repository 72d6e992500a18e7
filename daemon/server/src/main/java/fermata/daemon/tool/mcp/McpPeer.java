package fermata.daemon.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.tool.ToolListener;
import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.daemon.tool.builtin.ToolRefusal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The requests to one live server, and what it says by itself.
 *
 * <p>Source: JSON-RPC 2.0; MCP 2025-11-25, basic protocol. Thread-safe.
 */
final class McpPeer implements McpTransport.Receiver, AutoCloseable {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int METHOD_NOT_FOUND = -32601;

  private final McpServer server;
  private final Runnable toolsChanged;
  private final McpQuestions questions = new McpQuestions(this::send);
  private final Map<Long, Pending> pending = new HashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private volatile @Nullable McpTransport transport;
  private @Nullable String gone;

  /** A request that has no answer yet. */
  private static final class Pending {
    final CountDownLatch done = new CountDownLatch(1);
    final ToolListener listener;
    volatile @Nullable JsonNode answer;
    volatile @Nullable String ending;
    volatile boolean mayHaveEffect = true;

    Pending(ToolListener listener) {
      this.listener = listener;
    }

    /** The first answer counts: a server that answers twice changes nothing. */
    synchronized void take(JsonNode message) {
      if (answer == null && ending == null) {
        answer = message;
        done.countDown();
      }
    }

    /** The first end counts. */
    synchronized void end(String reason, boolean isDoubtful) {
      if (done.getCount() > 0) {
        ending = reason;
        mayHaveEffect = isDoubtful;
        done.countDown();
      }
    }
  }

  /**
   * Connects.
   *
   * @param toolsChanged is told when the server says that its tools are others; does not block
   */
  McpPeer(
      McpServer server, Function<McpTransport.Receiver, McpTransport> open, Runnable toolsChanged) {
    this.server = server;
    this.toolsChanged = toolsChanged;
    this.transport = open.apply(this);
  }

  /** Tells the way which protocol both speak. */
  void agree(String protocol) {
    McpTransport way = transport;
    if (way != null) {
      way.agreed(protocol);
    }
  }

  // What a server asks before the way to it is there waits for no answer of ours.
  private void send(JsonNode message) {
    McpTransport way = transport;
    if (way != null) {
      way.send(message);
    }
  }

  /**
   * {@return the result of a tool call}
   *
   * @param params with their {@code _meta}, which gets the token that progress carries
   */
  JsonNode askTool(ObjectNode params, ObjectNode meta, ToolListener listener)
      throws InterruptedException {
    long id = numbers.incrementAndGet();
    meta.put("progressToken", id);
    return ask(id, "tools/call", params, listener);
  }

  /**
   * {@return the result of a request}
   *
   * <p>An interrupt tells the server that nobody waits any more.
   *
   * @throws ToolRefusal where the server refuses it, or is gone
   */
  private JsonNode ask(long id, String method, ObjectNode params, ToolListener listener)
      throws InterruptedException {
    Pending request = register(id, listener);
    try {
      send(request(id, method, params));
      request.done.await();
    } catch (InterruptedException interrupted) {
      cancel(id);
      throw interrupted;
    } finally {
      forget(id);
    }
    JsonNode answer = request.answer;
    if (answer == null) {
      String reason = said(Objects.requireNonNullElseGet(request.ending, this::reason));
      throw request.mayHaveEffect
          ? ToolRefusal.lost(ToolFailureKinds.SERVER, reason)
          : ToolRefusal.passing(ToolFailureKinds.SERVER, reason);
    }
    return result(answer);
  }

  /** {@return the result of a request that must come soon} */
  JsonNode ask(String method, ObjectNode params, Duration max) throws InterruptedException {
    long id = numbers.incrementAndGet();
    Pending request = register(id, Unheard.LISTENER);
    try {
      send(request(id, method, params));
      if (!request.done.await(max.toNanos(), TimeUnit.NANOSECONDS)) {
        throw refusal("it did not answer '" + method + "' within " + max.toSeconds() + " s");
      }
    } finally {
      forget(id);
    }
    JsonNode answer = request.answer;
    if (answer == null) {
      throw refusal(Objects.requireNonNullElseGet(request.ending, this::reason));
    }
    return result(answer);
  }

  private synchronized Pending register(long id, ToolListener listener) {
    if (gone != null) {
      throw refusal(gone);
    }
    var request = new Pending(listener);
    pending.put(id, request);
    return request;
  }

  private void forget(long id) {
    synchronized (this) {
      pending.remove(id);
    }
    questions.end(id);
  }

  private synchronized @Nullable Pending find(long id) {
    return pending.get(id);
  }

  private JsonNode result(JsonNode answer) {
    JsonNode error = answer.path("error");
    if (error.isObject()) {
      throw ToolRefusal.of(
          ToolFailureKinds.SERVER,
          "server '%s' refuses (code %d): %s"
              .formatted(
                  server.name(), error.path("code").asInt(), error.path("message").asText()));
    }
    return answer.path("result");
  }

  private synchronized String reason() {
    return gone == null ? "it is gone" : gone;
  }

  private ToolRefusal refusal(String reason) {
    return ToolRefusal.of(ToolFailureKinds.SERVER, said(reason));
  }

  private String said(String reason) {
    return "server '" + server.name() + "': " + reason;
  }

  private static ObjectNode request(long id, String method, ObjectNode params) {
    ObjectNode message = JSON.objectNode().put("jsonrpc", "2.0").put("id", id);
    message.put("method", method).set("params", params);
    return message;
  }

  void tell(String method, ObjectNode params) {
    ObjectNode message = JSON.objectNode().put("jsonrpc", "2.0").put("method", method);
    message.set("params", params);
    send(message);
  }

  private void cancel(long id) {
    tell(
        "notifications/cancelled",
        JSON.objectNode().put("requestId", id).put("reason", "nobody waits any more"));
  }

  @Override
  public void message(JsonNode message) {
    boolean isCall = message.path("method").isTextual();
    if (isCall && message.has("id")) {
      answer(message);
    } else if (isCall) {
      heard(message.path("method").textValue(), message.path("params"));
    } else {
      Pending request = find(message.path("id").asLong(-1));
      if (request != null) {
        request.take(message);
      }
    }
  }

  private void heard(String method, JsonNode params) {
    switch (method) {
      case "notifications/progress" -> {
        Pending request = find(params.path("progressToken").asLong(-1));
        if (request != null) {
          request.listener.progress(
              params.path("message").asText(), number(params, "progress"), number(params, "total"));
        }
      }
      case "notifications/tools/list_changed" -> toolsChanged.run();
      case "notifications/cancelled" -> questions.cancel(params.path("requestId"));
      default -> {}
    }
  }

  private static @Nullable Double number(JsonNode params, String name) {
    JsonNode value = params.path(name);
    return value.isNumber() ? Double.valueOf(value.doubleValue()) : null;
  }

  // What a server may ask of us.
  private void answer(JsonNode message) {
    if (message.path("method").textValue().equals("elicitation/create")) {
      elicit(message.path("id"), message.path("params"));
      return;
    }
    ObjectNode reply = JSON.objectNode().put("jsonrpc", "2.0");
    reply.set("id", message.path("id"));
    switch (message.path("method").textValue()) {
      case "ping" -> reply.putObject("result");
      case "roots/list" ->
          reply
              .putObject("result")
              .putArray("roots")
              .addObject()
              .put("uri", server.workspace().toUri().toString())
              .put("name", "workspace");
      default ->
          reply
              .putObject("error")
              .put("code", METHOD_NOT_FOUND)
              .put("message", "not offered: " + message.path("method").textValue());
    }
    send(reply);
  }

  // A server need not say for which of its calls it asks: then it is the one that began last.
  private void elicit(JsonNode id, JsonNode params) {
    long call = asking(params.path("_meta").path("progressToken").asLong(-1));
    Pending request = find(call);
    questions.ask(id, params, call, request == null ? Unheard.LISTENER : request.listener);
  }

  private synchronized long asking(long token) {
    return pending.containsKey(token)
        ? token
        : pending.keySet().stream().max(Long::compareTo).orElse(-1L);
  }

  @Override
  public void unanswered(long id, String reason, boolean mayHaveEffect) {
    Pending request = find(id);
    if (request != null) {
      request.end(reason, mayHaveEffect);
    }
  }

  @Override
  public synchronized void gone(String reason) {
    if (gone == null) {
      gone = reason;
    }
    pending.values().forEach(request -> request.done.countDown());
  }

  /** Whether requests may still be answered. */
  synchronized boolean isAlive() {
    return gone == null;
  }

  @Override
  public void close() {
    gone("it was ended");
    McpTransport way = transport;
    if (way != null) {
      way.close();
    }
  }

  /** Hears nothing. */
  private static final class Unheard implements ToolListener {

    static final ToolListener LISTENER = new Unheard();

    @Override
    public void output(String field, String text) {
      // Nobody is told.
    }

    @Override
    public void progress(String message, @Nullable Double value, @Nullable Double total) {
      // Nobody is told.
    }
  }
}
