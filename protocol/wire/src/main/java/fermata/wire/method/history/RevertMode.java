package fermata.wire.method.history;

/** Whether {@code session/revert} does it. */
public enum RevertMode {

  /** Tell what would be taken back, and change nothing. */
  STAGE,

  /** Take it back. */
  COMMIT
}
