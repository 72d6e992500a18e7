package fermata.daemon.model;

/** A request under way. Thread-safe. */
public interface ModelExecution {

  /**
   * Waits for the end of the request. It comes: at the latest when the call's timeout has passed.
   *
   * <p>An interrupt of the waiting thread does not end the request; {@link #cancel} does.
   */
  ModelOutcome await();

  /**
   * Ends the request. Returns at once; {@link #await} returns when it has really ended, with {@code
   * Cancelled} or with the outcome that was faster. Has no effect on one that has ended.
   */
  void cancel();
}
