package fermata.wire.discovery;

/** Exit codes of a daemon that mean something to whoever started it. */
public final class DaemonExit {

  /** It ended as asked. */
  public static final int ENDED = 0;

  /** Another daemon holds the lock: dial again, it is there or about to be. */
  public static final int LOCK_HELD = 222;

  private DaemonExit() {}
}
