package fermata.daemon.tool.web;

/** A page cannot or may not be fetched; the message is for the caller. */
public final class FetchRefusal extends RuntimeException {

  private final Reason reason;

  /** Why. */
  public enum Reason {
    /** The address or a header is not one that can be used. */
    ADDRESS,
    /** The host may not be reached. */
    HOST,
    /** It could not be reached or broke off; a later attempt may work. */
    NETWORK,
    /** What it answered cannot be used. */
    ANSWER
  }

  FetchRefusal(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** {@return why} */
  public Reason reason() {
    return reason;
  }
}
