package fermata.wire.event;

import fermata.wire.json.OpenValue;

/** How a step ended. Open: a newer daemon may send a value that is not listed here. */
public record StepStatus(String wireName) implements OpenValue {

  /** Its outputs are set. */
  public static final StepStatus SUCCESS = new StepStatus("success");

  /** It failed and was not retried again. */
  public static final StepStatus FAILURE = new StepStatus("failure");

  /** It passed its deadline. */
  public static final StepStatus TIMEOUT = new StepStatus("timeout");

  /** A tool call of it was denied. */
  public static final StepStatus DENIED = new StepStatus("denied");

  /** Its guard did not hold. */
  public static final StepStatus SKIPPED = new StepStatus("skipped");

  /** The run was cancelled. */
  public static final StepStatus CANCELLED = new StepStatus("cancelled");
}
