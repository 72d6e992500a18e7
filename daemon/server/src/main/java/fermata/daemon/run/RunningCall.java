package fermata.daemon.run;

import fermata.engine.run.CallId;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a call that is under way.
 *
 * <p>Thread-safe.
 */
final class RunningCall {

  private final CallId call;
  private final CallQuestions questions = new CallQuestions();
  private @Nullable Runnable cancel;
  private State state = State.RUNNING;

  private enum State {
    RUNNING,
    STOPPING,
    ENDED
  }

  RunningCall(CallId call) {
    this.call = call;
  }

  CallId call() {
    return call;
  }

  /** {@return what it wants to know of people} */
  CallQuestions questions() {
    return questions;
  }

  /** Says how to cancel the work, which has begun; at once if that was asked for meanwhile. */
  void attach(Runnable how) {
    boolean isLate;
    synchronized (this) {
      cancel = how;
      isLate = state != State.RUNNING;
    }
    if (isLate) {
      how.run();
    }
  }

  /** Asks the work to end. */
  void stop() {
    Runnable how;
    synchronized (this) {
      if (state == State.RUNNING) {
        state = State.STOPPING;
      }
      how = cancel;
    }
    if (how != null) {
      how.run();
    }
  }

  /** Whether anybody still wants to see what the work puts out. */
  synchronized boolean isHeard() {
    return state == State.RUNNING;
  }

  synchronized boolean isStopping() {
    return state == State.STOPPING;
  }

  /** Notes the end, and says whether this was the first to say so. */
  synchronized boolean end() {
    boolean isFirst = state != State.ENDED;
    state = State.ENDED;
    return isFirst;
  }
}
