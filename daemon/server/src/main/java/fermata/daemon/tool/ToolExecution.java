package fermata.daemon.tool;

import fermata.engine.run.ToolOutcome;

/** A call under way. Thread-safe. */
public interface ToolExecution {

  /**
   * Waits for the end of the call. It comes: at the latest when the call's timeout has passed and
   * what it started has been ended.
   *
   * <p>An interrupt of the waiting thread does not end the call; {@link #cancel} does.
   */
  ToolOutcome await();

  /**
   * Ends the call with everything that it started, such as a whole process tree. Returns at once;
   * {@link #await} returns when it has really ended, with {@code Cancelled} or with the outcome
   * that was faster. Has no effect on a call that has ended.
   */
  void cancel();
}
