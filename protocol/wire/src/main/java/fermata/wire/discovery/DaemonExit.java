package fermata.wire.discovery;

/** What the end of a daemon says to whoever started it. */
public final class DaemonExit {

  /** It ended as asked. */
  public static final int ENDED = 0;

  /** Another daemon holds the lock: dial again, it is there or about to be. */
  public static final int LOCK_HELD = 222;

  /** What the line begins with in which a daemon says why it cannot start. */
  public static final String REASON = "fermata daemon: ";

  private DaemonExit() {}
}
