package fermata.wire.channel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import fermata.wire.jsonrpc.RpcMessage;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The service that the conformance corpus is written against; its README says what the methods do.
 */
final class ConformanceService implements ConnectionHandler {

  private final Map<String, RpcExchange> held = new ConcurrentHashMap<>();
  private final Map<RpcConnection, AtomicInteger> notes = new ConcurrentHashMap<>();

  @Override
  public void onOpen(RpcConnection connection) {
    notes.put(connection, new AtomicInteger());
  }

  @Override
  public void onRequest(RpcExchange exchange) {
    switch (exchange.method()) {
      case "echo", "$/ping" -> exchange.reply(exchange.params());
      case "count" -> exchange.reply(object().put("count", notesOf(exchange.connection()).get()));
      case "hold" -> hold(exchange);
      default ->
          exchange.refuse(
              RpcError.of(DaemonErrorCode.METHOD_NOT_FOUND, "no method " + exchange.method()));
    }
  }

  private void hold(RpcExchange exchange) {
    held.put(keyOf(exchange.connection(), exchange.params().path("tag").asText()), exchange);
    exchange.onCancel(
        () -> exchange.refuse(RpcError.of(DaemonErrorCode.REQUEST_CANCELLED, "given up")));
  }

  @Override
  public void onNotification(RpcConnection connection, RpcMessage.Notification notification) {
    switch (notification.method()) {
      case "note" -> notesOf(connection).incrementAndGet();
      case "release" ->
          heldBy(keyOf(connection, notification.params().path("tag").asText()))
              .reply(object().put("held", true));
      default -> {}
    }
  }

  @Override
  public void onClose(RpcConnection connection, CloseReason reason) {
    notes.remove(connection);
  }

  private static String keyOf(RpcConnection connection, String tag) {
    return connection.id() + "/" + tag;
  }

  private static com.fasterxml.jackson.databind.node.ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private AtomicInteger notesOf(RpcConnection connection) {
    return Objects.requireNonNull(notes.get(connection), "opened before");
  }

  private RpcExchange heldBy(String key) {
    return Objects.requireNonNull(held.remove(key), "held before");
  }
}
