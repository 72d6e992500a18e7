package fermata.daemon.rpc;

import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.Actor;
import fermata.wire.channel.RpcExchange;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.TraceParent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request, as its handler sees it.
 *
 * <p>Confined to the thread of the request, but for cancelling.
 */
final class RequestContext {

  private final ClientConnection connection;
  private final RpcExchange exchange;
  private final List<Runnable> afterReply = new ArrayList<>();

  RequestContext(ClientConnection connection, RpcExchange exchange) {
    this.connection = connection;
    this.exchange = exchange;
  }

  ClientConnection connection() {
    return connection;
  }

  /**
   * {@return who asks}
   *
   * @param key of the request
   */
  Actor actor(String key) {
    return new Actor(connection.principal(), connection.clientName(), key, trace());
  }

  /** {@return the trace that it belongs to; null where it has none} */
  @Nullable String trace() {
    return TraceParent.find(exchange.params());
  }

  /** {@return where it is told how far the request is} */
  Progress progress() {
    return Progress.of(exchange);
  }

  /** Runs something that must not overtake the reply, once that is on its way. */
  void afterReply(Runnable action) {
    afterReply.add(action);
  }

  void replied() {
    afterReply.forEach(Runnable::run);
  }

  /** Runs the action when the client gives the request up or is gone. It must not block. */
  void onCancel(Runnable action) {
    exchange.onCancel(action);
  }

  /** Whether the client has given the request up or is gone. */
  boolean isCancelled() {
    return exchange.isCancelled();
  }

  /** Refuses the request if the client has given it up. */
  void refuseIfCancelled() {
    if (exchange.isCancelled()) {
      throw RefusedException.of(
          DaemonErrorCode.REQUEST_CANCELLED, "the client cancelled the request");
    }
  }
}
