package fermata.wire.channel;

import fermata.wire.jsonrpc.RpcMessage;

/**
 * What serves the connections of a listener.
 *
 * <p>The calls about one connection come one after another on a virtual thread of that connection,
 * in the order of arrival: open, then requests and notifications, then close, each exactly once. A
 * call that blocks holds up this connection and no other; work that takes long belongs on a thread
 * of its own and replies from there. Calls about different connections overlap.
 */
public interface ConnectionHandler {

  /** A peer has connected and is allowed to. */
  void onOpen(RpcConnection connection);

  /** A request has come; it is to be answered exactly once, now or later, from any thread. */
  void onRequest(RpcExchange exchange);

  /**
   * A notification has come. {@code $/cancelRequest} never does: it has reached its exchange
   * already.
   */
  void onNotification(RpcConnection connection, RpcMessage.Notification notification);

  /** The connection is gone; replies and notifications for it go nowhere. */
  void onClose(RpcConnection connection, CloseReason reason);
}
