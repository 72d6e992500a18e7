package fermata.daemon.store;

/**
 * The store did not do what it was asked. Nothing of the commit took effect.
 *
 * <p>The message says what, where, and for a full disk what to do.
 */
public final class StorageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** Why. */
  public enum Kind {
    /** There is no space. It may work later. */
    FULL,
    /** The operating system refused to read or write. It may work later. */
    IO,
    /** What is stored is damaged. */
    CORRUPT,
    /** The journal belongs to another daemon. */
    FENCED,
    /** The journal does not end where the caller thinks, or what is to be created is there. */
    CONFLICT,
    /** Somebody else has written a shared value meanwhile; to be worked out again. */
    STALE,
    /** An entry point has no room for one more run. */
    NO_ROOM,
    /** The writer has too much to do, or is closed. */
    UNAVAILABLE
  }

  public StorageException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public StorageException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether the same commit may succeed later without any change. */
  public boolean isRetryable() {
    return switch (kind) {
      case FULL, IO, UNAVAILABLE -> true;
      case CORRUPT, FENCED, CONFLICT, STALE, NO_ROOM -> false;
    };
  }

  /** {@return the same failure, for another caller} */
  StorageException copy() {
    return new StorageException(kind, requireMessage(), this);
  }

  private String requireMessage() {
    String message = getMessage();
    return message == null ? kind.name() : message;
  }
}
