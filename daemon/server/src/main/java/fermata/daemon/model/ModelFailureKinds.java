package fermata.daemon.model;

/** The kinds of failure that requests to models end with; {@code docs/models.md} says when. */
public final class ModelFailureKinds {

  /**
   * The model cannot be asked at all: no key, no such model, nobody there. The next one is tried.
   */
  public static final String UNAVAILABLE = "model.unavailable";

  /** The provider has too much to do, or is broken for a while. */
  public static final String OVERLOADED = "model.overloaded";

  /** The provider limits how often it may be asked. */
  public static final String RATE_LIMITED = "model.rate-limited";

  /** The reply did not come in time, or stood still. */
  public static final String TIMEOUT = "model.timeout";

  /** The provider refuses the key. */
  public static final String AUTH = "model.auth";

  /** The provider or the model refuses the request. */
  public static final String REFUSED = "model.refused";

  /** What came is no reply, or only a part of one. */
  public static final String BAD_REPLY = "model.bad-reply";

  /** The conversation is too long for the model. */
  public static final String CONTEXT_LENGTH = "model.context-length";

  /** A recording has no reply to this request. */
  public static final String DRIFT = "model.drift";

  /** A recording cannot be read. */
  public static final String RECORDING = "model.recording";

  /** An image that the model is to see cannot be read, or is none. */
  public static final String IMAGE = "model.image";

  /** A fault of ours; the log has the details. */
  public static final String BUG = "model.bug";

  private ModelFailureKinds() {}
}
