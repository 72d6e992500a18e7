package fermata.wire.method.daemon;

/** How a daemon ends. */
public enum ShutdownMode {

  /** Running runs end first. */
  DRAIN,

  /** Running runs stop at their next safe point and go on at the next start. */
  CHECKPOINT,

  /** Work is cut; running runs count as interrupted. */
  NOW
}
