package fermata.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.json.Json;
import fermata.wire.method.RpcMethod;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A client of a real socket: one line of JSON for each message. Every wait has a deadline. */
final class Peer implements AutoCloseable {

  private static final int SECONDS_MAX = 55;

  /** Stands behind the last notification of a connection that is closed. */
  private static final JsonNode END = MissingNode.getInstance();

  private final SocketChannel channel;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<String, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final LinkedBlockingQueue<JsonNode> notifications = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  private Peer(SocketChannel channel) {
    this.channel = channel;
  }

  static Peer connect(Path socket) {
    try {
      var peer = new Peer(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
      Thread.ofVirtual().start(peer::read);
      return peer;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void read() {
    try (var in =
        new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        take(Json.mapper().readTree(line));
      }
    } catch (IOException ended) {
      // What waits is told below.
    } finally {
      closed.complete(null);
      notifications.add(END);
      waiting.values().forEach(reply -> reply.completeExceptionally(new IOException("closed")));
    }
  }

  private void take(JsonNode message) {
    if (message.has("method")) {
      notifications.add(message);
      return;
    }
    CompletableFuture<JsonNode> reply = waiting.remove(message.path("id").asText());
    if (reply != null) {
      reply.complete(message);
    }
  }

  Peer initialized() {
    result("initialize", "{'protocol':['1.0.0'],'client':{'name':'test','version':'1'}}");
    return this;
  }

  /** Sends a whole message, and returns at once. */
  CompletableFuture<JsonNode> send(ObjectNode message) {
    var reply = new CompletableFuture<JsonNode>();
    if (message.has("id")) {
      waiting.put(message.path("id").asText(), reply);
    }
    byte[] line = (message + "\n").getBytes(UTF_8);
    try {
      synchronized (channel) {
        var bytes = ByteBuffer.wrap(line);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return reply;
  }

  /** Asks, and returns at once. */
  CompletableFuture<JsonNode> ask(String method, JsonNode params) {
    ObjectNode message = Json.mapper().createObjectNode();
    message.put("jsonrpc", "2.0").put("id", ids.incrementAndGet()).put("method", method);
    message.set("params", params);
    return send(message);
  }

  /** Tells, and returns at once. */
  void tell(String method, JsonNode params) {
    ObjectNode message = Json.mapper().createObjectNode();
    message.put("jsonrpc", "2.0").put("method", method).set("params", params);
    var _ = send(message);
  }

  /** {@return the result of a request; its params may have single quotes} */
  JsonNode result(String method, String params) {
    return resultOf(await(ask(method, json(params))));
  }

  <P, R> R call(RpcMethod<P, R> method, P params) {
    return Json.read(resultOf(await(ask(method.name(), Json.toTree(params)))), method.result());
  }

  /** {@return the error of a request} */
  JsonNode error(String method, String params) {
    JsonNode reply = await(ask(method, json(params)));
    if (!reply.has("error")) {
      throw new AssertionError("no error: " + reply);
    }
    return reply.get("error");
  }

  static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text.replace('\'', '"'));
    } catch (IOException wrong) {
      throw new UncheckedIOException(wrong);
    }
  }

  private static JsonNode resultOf(JsonNode reply) {
    if (!reply.has("result")) {
      throw new AssertionError("no result: " + reply);
    }
    return reply.get("result");
  }

  /** {@return the next notification of a method; others are dropped} */
  JsonNode notification(String method) {
    try {
      while (true) {
        JsonNode next = notifications.poll(SECONDS_MAX, TimeUnit.SECONDS);
        if (next == null) {
          throw new AssertionError("no " + method + " within " + SECONDS_MAX + " s");
        }
        if (next.equals(END)) {
          notifications.add(END);
          throw new AssertionError("no " + method + " before the connection was closed");
        }
        if (next.path("method").asText().equals(method)) {
          return next.path("params");
        }
      }
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** Waits until the daemon has closed the connection. */
  void awaitClosed() {
    await(closed);
  }

  static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failure) {
      throw new AssertionError(failure);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
