package fermata.wire.channel;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Accepts connections on a Unix socket. Thread-safe.
 *
 * <p>Fails closed: the directory of the socket must belong to this user and to nobody else, and so
 * must every peer.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class RpcListener implements AutoCloseable {

  private RpcListener() {}

  /**
   * Binds the socket, which must not exist, and begins to accept.
   *
   * @throws IOException when the directory is open to others or the socket cannot be bound
   */
  public static RpcListener open(Path socket, ConnectionLimits limits, ConnectionHandler handler)
      throws IOException {
    throw new UnsupportedOperationException();
  }

  /** {@return how many connections are open} */
  public int connectionCount() {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes no more connections, lets the open ones send what they have, ends them, and removes the
   * socket.
   */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
