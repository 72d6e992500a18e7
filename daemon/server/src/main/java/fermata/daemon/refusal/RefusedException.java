package fermata.daemon.refusal;

import fermata.daemon.store.StorageException;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import java.util.List;

/** A request is not done. Nothing of it has taken effect. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What passes soon, and when it is worth trying again where nobody knows better. */
  private static final List<DaemonErrorCode> PASSING =
      List.of(
          DaemonErrorCode.OVERLOADED,
          DaemonErrorCode.RATE_LIMITED,
          DaemonErrorCode.DRAINING,
          DaemonErrorCode.LEASE_HELD);

  private static final String RETRY_AFTER = "retryAfterMs";
  private static final long RETRY_AFTER_MILLIS = 1_000;

  private final transient RpcError error;

  private RefusedException(RpcError error) {
    super(error.message());
    boolean isSilent = PASSING.stream().anyMatch(error::is) && !error.data().has(RETRY_AFTER);
    this.error = isSilent ? error.with(RETRY_AFTER, RETRY_AFTER_MILLIS) : error;
  }

  public static RefusedException of(DaemonErrorCode code, String message) {
    return new RefusedException(RpcError.of(code, message));
  }

  /** {@return a refusal with members of its own in {@code data}} */
  public static RefusedException of(RpcError error) {
    return new RefusedException(error);
  }

  /** {@return the refusal of a request about a thing that does not exist} */
  public static RefusedException notFound(String what, String id) {
    return notFound(what, id, "does not exist");
  }

  /** {@return the refusal of a request about a thing that is not there as it has to be} */
  public static RefusedException notFound(String what, String id, String why) {
    return of(
        RpcError.of(DaemonErrorCode.NOT_FOUND, what + " " + id + " " + why)
            .with("what", what)
            .with("id", id));
  }

  /** {@return the refusal of a request whose params have a value that does not fit} */
  public static RefusedException invalidParams(String pointer, String message) {
    return of(Issues.of(pointer, message).error());
  }

  /** {@return the refusal that a failure of the store means} */
  public static RefusedException of(StorageException failure) {
    return of(
        switch (failure.kind()) {
          case FULL, IO -> error(DaemonErrorCode.STORAGE_ERROR, failure);
          case CORRUPT -> error(DaemonErrorCode.CORRUPT, failure);
          case FENCED -> error(DaemonErrorCode.LEASE_HELD, failure);
          case CONFLICT, STALE -> error(DaemonErrorCode.CONFLICT, failure);
          case NO_ROOM -> error(DaemonErrorCode.BUSY, failure);
          case UNAVAILABLE -> error(DaemonErrorCode.OVERLOADED, failure);
        });
  }

  private static RpcError error(DaemonErrorCode code, StorageException failure) {
    return RpcError.of(code, String.valueOf(failure.getMessage()));
  }

  public RpcError error() {
    return error;
  }
}
