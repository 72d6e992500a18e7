package fermata.wire.method.daemon;

/** When a daemon that is to be replaced begins to refuse new work. */
public enum DrainMode {

  /** Not at all: it ends at the first moment at which it has nothing to do. */
  WHEN_IDLE,

  /** At once; running runs end first. */
  NOW
}
