package fermata.daemon.journal;

/** Who wants to know that a journal has grown. No method blocks. */
interface Follower {

  /** Says that there may be more. */
  void wake();

  /** Says that a run may have begun, may wait, go on or have ended. */
  default void turned() {}

  /** Says that a sign of life is due. */
  void heartbeat();
}
