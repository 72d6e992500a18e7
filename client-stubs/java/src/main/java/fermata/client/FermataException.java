package fermata.client;

import fermata.wire.jsonrpc.RpcError;

/** Why a call of the client did not succeed. */
public sealed class FermataException extends RuntimeException {

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
  }

  /**
   * The connection ended before the reply, and the call could not be sent again safely or in time.
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
}
