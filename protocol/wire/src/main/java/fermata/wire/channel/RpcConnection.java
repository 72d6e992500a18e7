package fermata.wire.channel;

import fermata.wire.method.RpcNotificationType;

/**
 * One client's connection, as the daemon sees it. Thread-safe. Owns no work: what it started goes
 * on without it.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class RpcConnection {

  RpcConnection() {}

  /** {@return a name that is unique in this process, for logs} */
  public String id() {
    throw new UnsupportedOperationException();
  }

  /**
   * Sends a notification, and waits while too much is waiting to be sent. Never longer than the
   * stall limit, because a peer that accepts nothing for so long is closed.
   *
   * @return whether it was taken; not when the connection has ended
   */
  public <P> boolean send(RpcNotificationType<P> type, P params) throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Sends a notification if there is room at once; whether it was taken. */
  public <P> boolean offer(RpcNotificationType<P> type, P params) {
    throw new UnsupportedOperationException();
  }

  /** Whether it has not ended and is not ending. */
  public boolean isOpen() {
    throw new UnsupportedOperationException();
  }

  /** Takes no more requests, sends what waits to be sent, and ends. */
  public void close() {
    throw new UnsupportedOperationException();
  }
}
