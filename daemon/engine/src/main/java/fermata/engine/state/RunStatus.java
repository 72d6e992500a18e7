package fermata.engine.state;

/** Where a run is in its life. */
public enum RunStatus {
  /** Nothing has happened. */
  NEW,
  /** Work is under way. */
  RUNNING,
  /** Waits for an answer or a time; costs nothing. */
  HELD,
  /** Asked to stand still; what is under way may end. */
  PAUSING,
  /** Stands still because somebody wanted that; costs nothing. */
  PAUSED,
  /** Its daemon died; its policy wants somebody to decide. */
  INTERRUPTED,
  /** Asked to end; calls are being stopped. */
  CANCELLING,
  /** Bound to fail; calls are being stopped. */
  FAILING,
  COMPLETED,
  FAILED,
  CANCELLED;

  /** Whether nothing more will happen. */
  public boolean isTerminal() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }

  /** Whether the run is on its way to an end that is decided. */
  public boolean isEnding() {
    return this == CANCELLING || this == FAILING;
  }

  /** {@return the lower-case name, as sent} */
  public String label() {
    return switch (this) {
      case NEW -> "new";
      case RUNNING -> "running";
      case HELD -> "held";
      case PAUSING -> "pausing";
      case PAUSED -> "paused";
      case INTERRUPTED -> "interrupted";
      case CANCELLING -> "cancelling";
      case FAILING -> "failing";
      case COMPLETED -> "completed";
      case FAILED -> "failed";
      case CANCELLED -> "cancelled";
    };
  }
}
