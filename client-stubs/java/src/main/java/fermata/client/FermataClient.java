package fermata.client;

import fermata.wire.method.RpcMethod;
import fermata.wire.method.daemon.InitializeResult;
import fermata.wire.method.events.StartPosition;
import java.time.Duration;
import java.util.List;

/**
 * A client of a daemon. Calls block the calling thread, which may be virtual. Thread-safe.
 *
 * <p>It reconnects by itself, starting a daemon where the settings allow it. A call that changes
 * nothing, or that carries an idempotency key, is then sent again; any other fails as {@link
 * FermataException.Disconnected}.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class FermataClient implements AutoCloseable {

  private FermataClient() {}

  /**
   * Connects to the daemon of the settings, and starts one if there is none.
   *
   * @throws FermataException.Unreachable with the end of the daemon's log
   */
  public static FermataClient connect(ClientSettings settings) {
    throw new UnsupportedOperationException();
  }

  /**
   * Starts a daemon of one's own and speaks to it over its standard streams. It ends with the
   * client.
   *
   * @throws FermataException.Unreachable when it cannot be started or does not answer
   */
  public static FermataClient overStdio(List<String> command, ClientSettings settings) {
    throw new UnsupportedOperationException();
  }

  /**
   * Calls a method and waits for its result.
   *
   * @throws FermataException.Refused when the daemon says no
   * @throws FermataException.TimedOut when no reply comes within the settings' limit
   */
  public <P, R> R call(RpcMethod<P, R> method, P params) {
    throw new UnsupportedOperationException();
  }

  /** Calls a method and waits for its result at most so long. */
  public <P, R> R call(RpcMethod<P, R> method, P params, Duration max) {
    throw new UnsupportedOperationException();
  }

  /** Follows the events of a session from a position. */
  public EventStream events(String session, StartPosition from) {
    throw new UnsupportedOperationException();
  }

  /** {@return what the daemon said of itself when it was last connected to} */
  public InitializeResult daemon() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
