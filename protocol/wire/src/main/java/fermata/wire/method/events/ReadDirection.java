package fermata.wire.method.events;

/** Which way a journal is read. */
public enum ReadDirection {

  /** From older to newer events. */
  FORWARD,

  /** From newer to older events. */
  BACKWARD
}
