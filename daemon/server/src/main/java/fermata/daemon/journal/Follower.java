package fermata.daemon.journal;

/** Who wants to know that a journal has grown. Neither method blocks. */
interface Follower {

  /** Says that there may be more. */
  void wake();

  /** Says that a sign of life is due. */
  void heartbeat();
}
