package fermata.wire.method.run;

import fermata.wire.json.OpenValue;

/** Where a run stands. Open: a newer daemon may send a value that is not listed here. */
public record RunStatus(String wireName) implements OpenValue {

  /** It has not begun: it waits for a place, for the end of another run, or for its time. */
  public static final RunStatus QUEUED = new RunStatus("queued");

  /** Work is under way. */
  public static final RunStatus RUNNING = new RunStatus("running");

  /** It waits for something outside. */
  public static final RunStatus HELD = new RunStatus("held");

  /** Asked to stand still; what is under way may end. */
  public static final RunStatus PAUSING = new RunStatus("pausing");

  /** Its daemon died and nobody has resumed it. */
  public static final RunStatus INTERRUPTED = new RunStatus("interrupted");

  /** It is being ended. */
  public static final RunStatus CANCELLING = new RunStatus("cancelling");

  /** It is bound to fail; work of other branches is being ended. */
  public static final RunStatus FAILING = new RunStatus("failing");

  /** It ended with an output. */
  public static final RunStatus COMPLETED = new RunStatus("completed");

  /** It ended without one. */
  public static final RunStatus FAILED = new RunStatus("failed");

  /** Somebody ended it. */
  public static final RunStatus CANCELLED = new RunStatus("cancelled");
}
