package fermata.wire.method.run;

/** What {@code run/wait} waits for. */
public enum WaitUntil {

  /** The run has ended. */
  TERMINAL,

  /** The run is held or has ended. */
  HELD
}
