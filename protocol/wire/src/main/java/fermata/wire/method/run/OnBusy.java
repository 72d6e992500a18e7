package fermata.wire.method.run;

/** What becomes of a run that is to start in a session that has one already. */
public enum OnBusy {

  /** It is refused. */
  REJECT,

  /** It waits until the session has none. */
  QUEUE,

  /** It does not start; its input is told the model that is at work. */
  STEER,

  /** The one that is there is cancelled, and it starts when that has ended. */
  REPLACE
}
