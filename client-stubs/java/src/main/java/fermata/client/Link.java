package fermata.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.json.BindingException;
import fermata.wire.json.Json;
import fermata.wire.jsonrpc.RpcError;
import fermata.wire.method.Methods;
import fermata.wire.method.RpcMethod;
import fermata.wire.method.RpcNotificationType;
import fermata.wire.method.daemon.DaemonGoodbyeParams;
import fermata.wire.method.events.EventsBatchParams;
import fermata.wire.method.events.PayloadSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a daemon: requests out, replies and batches in, as lines of JSON.
 *
 * <p>A virtual thread reads. When the stream ends, everybody who waits learns of it, and the link
 * is of no more use.
 *
 * <p>Thread-safe.
 */
final class Link implements AutoCloseable {

  private final Transport transport;
  private final Object writing = new Object();
  private final AtomicLong lastId = new AtomicLong();
  private final Map<Long, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
  private final Map<String, BatchQueue> subscriptions = new ConcurrentHashMap<>();
  private volatile boolean isLost;
  private volatile @Nullable DaemonGoodbyeParams goodbye;

  private Link(Transport transport) {
    this.transport = transport;
  }

  /** {@return a link that reads from now on} */
  static Link over(Transport transport) {
    var link = new Link(transport);
    Thread.ofVirtual().name("fermata-link").start(link::read);
    return link;
  }

  boolean isUsable() {
    return !isLost;
  }

  /** {@return why the daemon said that it would go, where it did} */
  Optional<DaemonGoodbyeParams> goodbye() {
    return Optional.ofNullable(goodbye);
  }

  /** Sends a request and waits for its reply. */
  <P, R> R call(RpcMethod<P, R> method, P params, Deadline deadline) throws LinkLostException {
    long id = lastId.incrementAndGet();
    var reply = new CompletableFuture<JsonNode>();
    pending.put(id, reply);
    try {
      send(message(method.name(), params).put("id", id));
      return Json.read(await(method.name(), reply, deadline), method.result());
    } finally {
      pending.remove(id);
    }
  }

  private JsonNode await(String method, CompletableFuture<JsonNode> reply, Deadline deadline)
      throws LinkLostException {
    if (isLost) {
      throw new LinkLostException("the connection ended before " + method);
    }
    try {
      JsonNode message = reply.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
      JsonNode error = message.get("error");
      if (error != null) {
        throw new FermataException.Refused(errorIn(error));
      }
      return message.path("result");
    } catch (TimeoutException e) {
      throw new FermataException.TimedOut("no reply to " + method + " in time");
    } catch (ExecutionException e) {
      throw new LinkLostException("the connection ended during " + method);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FermataException.TimedOut("interrupted while waiting for " + method);
    }
  }

  private static RpcError errorIn(JsonNode error) {
    ObjectNode data =
        error.get("data") instanceof ObjectNode object ? object : Json.mapper().createObjectNode();
    return new RpcError(error.path("code").asInt(), error.path("message").asText(), data);
  }

  /** Sends a notification. */
  <P> void notify(RpcNotificationType<P> type, P params) throws LinkLostException {
    send(message(type.name(), params));
  }

  private static ObjectNode message(String method, Object params) {
    ObjectNode message = Json.mapper().createObjectNode();
    message.put("jsonrpc", "2.0").put("method", method).set("params", Json.toTree(params));
    return message;
  }

  private void send(ObjectNode message) throws LinkLostException {
    byte[] body = (message.toString() + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      synchronized (writing) {
        transport.write(body);
      }
    } catch (IOException e) {
      lose();
      throw new LinkLostException("the connection ended: " + e.getMessage());
    }
  }

  /** {@return the batches of a subscription; those that came before this call are in it} */
  BatchQueue batches(String subscription) {
    BatchQueue queue = subscriptions.computeIfAbsent(subscription, _ -> new BatchQueue());
    if (isLost) {
      queue.end();
    }
    return queue;
  }

  void forget(String subscription) {
    subscriptions.put(subscription, BatchQueue.CLOSED);
  }

  private void read() {
    var lines = new LineReader(transport);
    try {
      Optional<String> line = lines.next();
      while (line.isPresent()) {
        accept(line.get());
        line = lines.next();
      }
    } catch (IOException _) {
      // Whoever waits learns that the link is lost; why the stream failed is the daemon's log.
      isLost = true;
    } finally {
      lose();
    }
  }

  private void accept(String line) throws IOException {
    try {
      JsonNode message = Json.mapper().readTree(line);
      if (message.has("method")) {
        notified(message.path("method").asText(), message.path("params"));
        return;
      }
      CompletableFuture<JsonNode> waiting = pending.get(message.path("id").asLong(-1));
      if (waiting != null) {
        waiting.complete(message);
      }
    } catch (JsonProcessingException | BindingException e) {
      throw new IOException("the daemon sent a line that is no message of the protocol", e);
    }
  }

  private void notified(String method, JsonNode params) {
    if (method.equals(Methods.EVENTS_BATCH.name())) {
      var batch = Json.read(params, EventsBatchParams.class);
      subscriptions
          .computeIfAbsent(batch.sub(), _ -> new BatchQueue())
          .add(batch, PayloadSize.of(batch));
    } else if (method.equals(Methods.DAEMON_GOODBYE.name())) {
      goodbye = Json.read(params, DaemonGoodbyeParams.class);
    }
  }

  private void lose() {
    isLost = true;
    transport.close();
    pending.values().forEach(reply -> reply.completeExceptionally(new LinkLostException("lost")));
    subscriptions.values().forEach(BatchQueue::end);
  }

  @Override
  public void close() {
    lose();
  }
}
