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
import fermata.wire.method.daemon.CancelRequestParams;
import fermata.wire.method.daemon.DaemonGoodbyeParams;
import fermata.wire.method.daemon.ProgressParams;
import fermata.wire.method.events.EventsBatchParams;
import fermata.wire.method.events.EventsLagParams;
import fermata.wire.method.events.EventsUnsubscribeParams;
import fermata.wire.method.events.HintParams;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a daemon: requests out, replies and batches in, as lines of JSON.
 *
 * <p>A thread reads and one writes. They are no virtual ones: what polls for those stands in native
 * code when the process ends, and the virtual machine then waits 300 ms for it. When the stream
 * ends, everybody who waits learns of it, and the link is of no more use.
 *
 * <p>Thread-safe.
 */
final class Link implements AutoCloseable {

  private final Transport transport;
  private final Outgoing outgoing;
  private final AtomicLong lastId = new AtomicLong();
  private final Map<Long, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
  private final Map<Long, Consumer<CallProgress>> progress = new ConcurrentHashMap<>();
  private final Map<String, BatchQueue> subscriptions = new ConcurrentHashMap<>();
  private final Map<String, HintQueue> hints = new ConcurrentHashMap<>();
  private final AtomicBoolean isLost = new AtomicBoolean();
  private volatile @Nullable DaemonGoodbyeParams goodbye;

  private Link(Transport transport) {
    this.transport = transport;
    this.outgoing = Outgoing.over(transport, this::close);
  }

  /** {@return a link that reads from now on} */
  static Link over(Transport transport) {
    var link = new Link(transport);
    Thread.ofPlatform().daemon().name("fermata-link-reader").start(link::read);
    return link;
  }

  boolean isUsable() {
    return !isLost.get();
  }

  /** {@return why the daemon said that it would go, where it did} */
  Optional<DaemonGoodbyeParams> goodbye() {
    return Optional.ofNullable(goodbye);
  }

  /** As {@link #call(RpcMethod, Object, Deadline, CallOptions)}, without options. */
  <P, R> R call(RpcMethod<P, R> method, P params, Deadline deadline) throws LinkLostException {
    return call(method, params, deadline, CallOptions.NONE);
  }

  /** Sends a request and waits for its reply; one that nobody waits for any more is cancelled. */
  <P, R> R call(RpcMethod<P, R> method, P params, Deadline deadline, CallOptions options)
      throws LinkLostException {
    long id = lastId.incrementAndGet();
    var reply = new CompletableFuture<JsonNode>();
    pending.put(id, reply);
    Consumer<CallProgress> listener = options.onProgress();
    if (listener != null) {
      progress.put(id, listener);
    }
    try {
      ObjectNode request = request(id, method.name(), params);
      addMeta(request, id, options);
      if (!outgoing.put(bytesOf(request), deadline)) {
        throw timedOut(method);
      }
      return await(method, reply, deadline);
    } catch (TimeoutException _) {
      cancel(id);
      throw timedOut(method);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      cancel(id);
      throw new FermataException.Interrupted("interrupted while waiting for " + method.name());
    } finally {
      pending.remove(id);
      progress.remove(id);
    }
  }

  /** What a call says beside its method; its id names its progress too. */
  private static void addMeta(ObjectNode request, long id, CallOptions options) {
    if (options.onProgress() == null && options.traceParent() == null) {
      return;
    }
    ObjectNode meta = request.withObject("/params/_meta");
    if (options.onProgress() != null) {
      meta.put("progressToken", id);
    }
    if (options.traceParent() != null) {
      meta.put("traceparent", options.traceParent());
    }
  }

  private static FermataException timedOut(RpcMethod<?, ?> method) {
    return new FermataException.TimedOut("no reply to " + method.name() + " in time");
  }

  private <R> R await(RpcMethod<?, R> method, CompletableFuture<JsonNode> reply, Deadline deadline)
      throws LinkLostException, InterruptedException, TimeoutException {
    // A reply that came before the end counts.
    if (isLost.get() && !reply.isDone()) {
      throw new LinkLostException("the connection ended before " + method.name());
    }
    try {
      JsonNode message = reply.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
      JsonNode error = message.get("error");
      if (error != null) {
        throw new FermataException.Refused(errorIn(error));
      }
      return Json.readOlder(message.path("result"), method.result());
    } catch (ExecutionException _) {
      throw new LinkLostException("the connection ended during " + method.name());
    } catch (BindingException e) {
      throw new FermataException.Malformed(
          "the daemon's reply to " + method.name() + " does not fit: " + e.getMessage());
    }
  }

  private static RpcError errorIn(JsonNode error) {
    ObjectNode data =
        error.get("data") instanceof ObjectNode object ? object : Json.mapper().createObjectNode();
    return new RpcError(error.path("code").asInt(), error.path("message").asText(), data);
  }

  // Without room the daemon is not reading, so it would not hear of the cancellation in time
  // either.
  private void cancel(long id) {
    var params = new CancelRequestParams(Json.mapper().getNodeFactory().numberNode(id));
    outgoing.offer(bytesOf(message(Methods.CANCEL_REQUEST.name(), params)));
  }

  /** Sends a notification, unless the deadline passes first. */
  <P> void notify(RpcNotificationType<P> type, P params, Deadline deadline)
      throws LinkLostException, InterruptedException {
    if (isLost.get()) {
      throw new LinkLostException("the connection ended before " + type.name());
    }
    if (!outgoing.put(bytesOf(message(type.name(), params)), deadline)) {
      throw new FermataException.TimedOut("the daemon did not take " + type.name() + " in time");
    }
  }

  /** The id comes first: of a message that is too large the daemon reads no more than the head. */
  private static ObjectNode request(long id, String method, Object params) {
    ObjectNode message = Json.mapper().createObjectNode().put("jsonrpc", "2.0").put("id", id);
    return message.put("method", method).set("params", Json.toTree(params));
  }

  private static ObjectNode message(String method, Object params) {
    ObjectNode message = Json.mapper().createObjectNode().put("jsonrpc", "2.0");
    return message.put("method", method).set("params", Json.toTree(params));
  }

  private static byte[] bytesOf(ObjectNode message) {
    return (message + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** {@return the batches of a subscription; those that came before this call are in it} */
  BatchQueue batches(String subscription) {
    BatchQueue queue = subscriptions.computeIfAbsent(subscription, _ -> new BatchQueue());
    if (isLost.get()) {
      queue.end();
    }
    return queue;
  }

  /** {@return the hints of a subscription; those that came before this call are in it} */
  HintQueue hints(String subscription) {
    HintQueue queue = hints.computeIfAbsent(subscription, _ -> new HintQueue());
    if (isLost.get()) {
      queue.end();
    }
    return queue;
  }

  /** Takes nothing of a subscription any more, and ends it. */
  void unsubscribe(String subscription, Deadline deadline) throws LinkLostException {
    subscriptions.put(subscription, BatchQueue.CLOSED);
    HintQueue last = hints.get(subscription);
    if (last != null) {
      last.end();
    }
    call(Methods.EVENTS_UNSUBSCRIBE, new EventsUnsubscribeParams(subscription), deadline);
    // Its name is the daemon's to give once more.
    subscriptions.remove(subscription, BatchQueue.CLOSED);
    hints.remove(subscription);
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
      // Whoever waits learns that the link is lost; why the stream failed is in the daemon's log.
      close();
    } finally {
      close();
    }
  }

  private void accept(String line) throws IOException {
    try {
      JsonNode message = Json.mapper().readTree(line);
      if (message.has("method")) {
        notified(message.path("method").asText(), message.path("params"));
        return;
      }
      long id = message.path("id").asLong(-1);
      progress.remove(id);
      CompletableFuture<JsonNode> waiting = pending.get(id);
      if (waiting != null) {
        waiting.complete(message);
      }
    } catch (JsonProcessingException | BindingException e) {
      throw new IOException("the daemon sent a line that is no message of the protocol", e);
    }
  }

  private void notified(String method, JsonNode params) {
    if (method.equals(Methods.EVENTS_BATCH.name())) {
      var batch = Json.readOlder(params, EventsBatchParams.class);
      arrived(batch.sub(), new BatchQueue.Arrived.Batch(batch, PayloadSize.of(batch)));
    } else if (method.equals(Methods.EVENTS_LAG.name())) {
      var lag = Json.readOlder(params, EventsLagParams.class);
      arrived(lag.sub(), new BatchQueue.Arrived.Lag(lag));
    } else if (method.equals(Methods.HINT.name())) {
      var hint = Json.readOlder(params, HintParams.class);
      hints.computeIfAbsent(hint.sub(), _ -> new HintQueue()).add(hint);
    } else if (method.equals(Methods.PROGRESS.name())) {
      progressed(Json.readOlder(params, ProgressParams.class));
    } else if (method.equals(Methods.DAEMON_GOODBYE.name())) {
      goodbye = Json.readOlder(params, DaemonGoodbyeParams.class);
    }
  }

  /** A listener that fails is the program's bug, and costs neither the call nor the connection. */
  private void progressed(ProgressParams told) {
    Consumer<CallProgress> listener = progress.get(told.token().asLong(-1));
    if (listener != null) {
      try {
        listener.accept(new CallProgress(told.message(), told.value(), told.total()));
      } catch (RuntimeException bug) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, bug);
      }
    }
  }

  private void arrived(String subscription, BatchQueue.Arrived arrived) {
    subscriptions.computeIfAbsent(subscription, _ -> new BatchQueue()).add(arrived);
  }

  /** Lets everybody who waits go, and then the transport, which may take a while. */
  @Override
  public void close() {
    if (isLost.compareAndSet(false, true)) {
      pending.values().forEach(reply -> reply.completeExceptionally(new LinkLostException("lost")));
      subscriptions.values().forEach(BatchQueue::end);
      hints.values().forEach(HintQueue::end);
      outgoing.end();
      transport.close();
    }
  }
}
