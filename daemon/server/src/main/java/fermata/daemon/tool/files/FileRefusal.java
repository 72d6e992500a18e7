package fermata.daemon.tool.files;

/**
 * A file cannot be used as it was asked for.
 *
 * <p>The message is for the caller of the tool: it names the path as the caller wrote it and never
 * what lies outside the root.
 */
public final class FileRefusal extends RuntimeException {

  /** What kind of refusal it is. */
  public enum Reason {
    /** The path leads out of the root. */
    OUTSIDE,
    /** Nothing is there. */
    ABSENT,
    /** Something else is there than was asked for, or the system refuses it. */
    UNFIT
  }

  private final Reason reason;

  public FileRefusal(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  FileRefusal(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** {@return the kind of refusal} */
  public Reason reason() {
    return reason;
  }
}
