package fermata.engine.run;

/** Why a wait is over. */
public enum WaitEnd {
  /** The time that it was for has come. */
  TIME,
  /** The event that it was for was published. */
  EVENT,
  /** The event was not published in time. */
  TIMEOUT;

  /** {@return the name as sent} */
  public String label() {
    return switch (this) {
      case TIME -> "time";
      case EVENT -> "event";
      case TIMEOUT -> "timeout";
    };
  }
}
