package fermata.client;

import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import java.util.Optional;

/** Why a call of the client did not succeed. */
public abstract sealed class FermataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private FermataException(String message) {
    super(message);
  }

  /** No daemon could be reached or started; the message says what was tried and what to do. */
  public static final class Unreachable extends FermataException {

    private static final long serialVersionUID = 1L;

    Unreachable(String message) {
      super(message);
    }
  }

  /**
   * The daemon was stopped on purpose, and none has taken its place. Whatever had not ended goes on
   * at the next start; the stream may be tried again then.
   */
  public static final class Stopped extends FermataException {

    private static final long serialVersionUID = 1L;

    Stopped(String message) {
      super(message);
    }
  }

  /** The daemon refused the request. */
  public static final class Refused extends FermataException {

    private static final long serialVersionUID = 1L;

    private final transient RpcError error;

    Refused(RpcError error) {
      super(error.message());
      this.error = error;
    }

    /** {@return the error object} */
    public RpcError error() {
      return error;
    }

    /** {@return why; empty for a reason that only a newer daemon knows} */
    public Optional<DaemonErrorCode> code() {
      return DaemonErrorCode.find(error.code());
    }

    /** Whether the same request may succeed later. */
    public boolean isRetryable() {
      return error.isRetryable();
    }
  }

  /**
   * The connection ended before the reply, and the call could not be sent again safely or in time;
   * or the client or stream was closed.
   */
  public static final class Disconnected extends FermataException {

    private static final long serialVersionUID = 1L;

    Disconnected(String message) {
      super(message);
    }
  }

  /**
   * No reply came in time; whether the call had an effect is not known, unless it is sent again
   * with the same key.
   */
  public static final class TimedOut extends FermataException {

    private static final long serialVersionUID = 1L;

    TimedOut(String message) {
      super(message);
    }
  }

  /** The calling thread was interrupted, and still is. The request was cancelled. */
  public static final class Interrupted extends FermataException {

    private static final long serialVersionUID = 1L;

    Interrupted(String message) {
      super(message);
    }
  }

  /** The daemon sent something that does not fit the protocol: one of the two has a bug. */
  public static final class Malformed extends FermataException {

    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }
}
