package fermata.wire.method.run;

import fermata.wire.json.OpenValue;

/** What came of a start. Open: a newer daemon may send a value that is not listed here. */
public record StartOutcome(String wireName) implements OpenValue {

  /** The run has begun. */
  public static final StartOutcome STARTED = new StartOutcome("started");

  /** The run waits: for its time, for the end of another one, or for a place at its entry point. */
  public static final StartOutcome QUEUED = new StartOutcome("queued");

  /** No run began; the run that is named, which was there already, was told the input. */
  public static final StartOutcome STEERED = new StartOutcome("steered");

  /** Nothing was done: that was asked for. */
  public static final StartOutcome PLANNED = new StartOutcome("planned");
}
