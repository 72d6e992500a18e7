package fermata.wire.method.daemon;

import fermata.wire.json.OpenValue;

/** Where a daemon stands. Open: a newer daemon may send a value that is not listed here. */
public record DaemonState(String wireName) implements OpenValue {

  /** It does not serve yet. */
  public static final DaemonState STARTING = new DaemonState("starting");

  /** It serves. */
  public static final DaemonState READY = new DaemonState("ready");

  /** It takes no new work and is about to end. */
  public static final DaemonState DRAINING = new DaemonState("draining");
}
