package fermata.engine.graph;

import fermata.definition.model.Retry;
import fermata.engine.run.Failure;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepStatus;
import fermata.engine.run.TimerId;
import fermata.engine.state.Call;
import fermata.engine.state.Step;
import java.time.Duration;
import java.time.Instant;

/** When a failed call is made again. */
final class Retries {

  /** The longest wait that another side may ask for; a failure that wants more is final. */
  static final Duration RETRY_AFTER_MAX = Duration.ofDays(1);

  private static final String TOOL_TIMEOUT = "tool.timeout";
  private static final int JITTER_PERCENT = 25;

  private Retries() {}

  /** Schedules the next attempt of a call that failed. {@return whether there is one} */
  static boolean schedule(Course course, Call call, Failure failure) {
    Step step = course.step(call);
    Retry retry = course.nodeOf(step).options().retry();
    return schedule(course, call, new Tries(retry, step.failures(), step.attempt()), failure);
  }

  /**
   * What was tried so far.
   *
   * @param failures how many attempts have failed before the last one
   * @param attempt the number of the last one
   */
  record Tries(Retry retry, int failures, int attempt) {}

  /** Schedules the next attempt of a call with a retry of its own. */
  static boolean schedule(Course course, Call call, Tries tries, Failure failure) {
    Retry retry = tries.retry();
    if (tries.failures() + 1 >= retry.attempts() || !isRepeated(retry, failure)) {
      return false;
    }
    Duration wait = wait(course, call, retry, tries.failures());
    Duration asked = failure.retryAfter();
    if (asked != null && asked.compareTo(wait) > 0) {
      wait = asked;
    }
    if (wait.compareTo(RETRY_AFTER_MAX) > 0) {
      return false;
    }
    Instant dueAt = course.now().plus(wait);
    course.emit(
        new RunEvent.RetryScheduled(
            call.step(), call.id(), tries.attempt() + 1, TimerId.retry(call.id()), dueAt, failure));
    return true;
  }

  // A call that may have had its effect is never repeated because of a pattern that happens to fit:
  // not at all where its outcome is unknown, only by its exact name where it timed out.
  private static boolean isRepeated(Retry retry, Failure failure) {
    String kind = failure.kind();
    if (kind.equals(ToolCalls.UNKNOWN)) {
      return false;
    }
    if (retry.on().isEmpty()) {
      return failure.retryable();
    }
    boolean isDoubtful = kind.equals(TOOL_TIMEOUT) && !failure.retryable();
    return retry.on().stream()
        .anyMatch(pattern -> pattern.equals(kind) || (!isDoubtful && fits(pattern, kind)));
  }

  private static boolean fits(String pattern, String kind) {
    return pattern.endsWith("*") && kind.startsWith(pattern.substring(0, pattern.length() - 1));
  }

  // Doubled for every failure, and shortened by up to a quarter so that runs which failed together
  // do not come back together. The part comes from the ids: the same run waits the same again.
  private static Duration wait(Course course, Call call, Retry retry, int failures) {
    long max = Retry.BACKOFF_MAX.toMillis();
    long first = Math.min(retry.backoff().toMillis(), max);
    long doubled = failures >= 30 ? max : Math.min(first << failures, max);
    long hash = hash(ToolCalls.key(course, call) + "/" + failures);
    long shortened = doubled * Math.floorMod(hash, JITTER_PERCENT + 1) / 100;
    return Duration.ofMillis(doubled - shortened);
  }

  // FNV-1a, 64 bits: String.hashCode of ids that differ in the last digit lies too close together.
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash ^ (hash >>> 32);
  }

  /** Whether the wait is over, and nothing of the attempt before goes on. */
  static boolean isDue(Course course, Call call) {
    return call.phase() instanceof Call.Phase.Backoff(var dueAt)
        && !dueAt.isAfter(course.now())
        && !course.state().stopping().has(call.id());
  }

  /** Begins the next attempt of a call's step. */
  static void attempt(Course course, Call call) {
    course.emit(new RunEvent.StepAttempted(call.step(), course.step(call).attempt() + 1));
  }

  /** {@return how a step ends that fails so} */
  static StepStatus status(Failure failure) {
    return switch (failure.kind()) {
      case TOOL_TIMEOUT, "model.timeout", "agent.timeout", "question.timeout" -> StepStatus.TIMEOUT;
      default -> StepStatus.FAILURE;
    };
  }
}
