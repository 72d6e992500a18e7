package fermata.engine.run;

/** How a step ended. */
public enum StepStatus {
  SUCCESS,
  FAILURE,
  TIMEOUT,
  DENIED,
  SKIPPED,
  CANCELLED;

  /** {@return the lower-case name, as sent} */
  public String label() {
    return switch (this) {
      case SUCCESS -> "success";
      case FAILURE -> "failure";
      case TIMEOUT -> "timeout";
      case DENIED -> "denied";
      case SKIPPED -> "skipped";
      case CANCELLED -> "cancelled";
    };
  }
}
