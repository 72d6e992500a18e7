package fermata.engine.graph;

import fermata.definition.keys.DurationText;
import fermata.definition.model.AgentDefinition;
import fermata.engine.run.Failure;
import fermata.engine.run.TimerId;
import fermata.engine.state.Origin;
import fermata.engine.state.RunState;
import fermata.engine.state.Spending;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The two limits of time: what a run may spend running, and when it is over at the latest.
 *
 * <p>The first stands still while the run is held, the second never does.
 */
final class RunTime {

  /** The name of the limit of wall time. */
  static final String KEY = "deadline";

  private RunTime() {}

  /** Sees to what happens where the time is up, and says before that it will be. */
  static void check(Course course) {
    checkRunning(course);
    if (!course.state().status().isTerminal() && !course.state().status().isEnding()) {
      checkDeadline(course);
    }
  }

  private static void checkRunning(Course course) {
    for (Bound bound : Bounds.of(course).ofRun(Limit.DURATION)) {
      if (bound.used().compareTo(bound.max()) >= 0) {
        Exceeding.exceed(course, bound, bound.exceededAt(bound.used()), null);
        return;
      }
      Marks.mark(course, bound);
    }
  }

  /** Sees to what happens where the deadline has passed, also of a run that stands still. */
  static void checkDeadline(Course course) {
    RunState state = course.state();
    Origin origin = state.requireOrigin();
    Instant granted = origin.grant().deadline();
    if (granted != null && !granted.isAfter(course.now())) {
      Ends.fail(
          course,
          Failure.of("limit." + KEY, "the deadline that the run was started with has passed"));
      return;
    }
    Duration max = max(course.definition(), state.spending());
    if (max == null) {
      return;
    }
    Duration used = Duration.between(origin.startedAt(), course.now());
    if (used.compareTo(max) >= 0) {
      Exceeding.exceed(course, KEY, passed(max), null);
    } else {
      Marks.mark(
          course, KEY, BigDecimal.valueOf(used.toMillis()), BigDecimal.valueOf(max.toMillis()));
    }
  }

  private static Failure passed(Duration max) {
    return Failure.at(
        "limits." + KEY,
        "limit." + KEY,
        "limit " + KEY + ": the run is not done after " + DurationText.of(max));
  }

  private static @Nullable Duration max(AgentDefinition definition, Spending spending) {
    Duration base = definition.limits().deadline();
    return base == null ? null : base.multipliedBy(1L + spending.raised().find(KEY).orElse(0));
  }

  /** {@return the deadline in milliseconds when it is put off once more; none without one} */
  static @Nullable BigDecimal max(Course course) {
    Duration base = course.definition().limits().deadline();
    Duration now = max(course.definition(), course.state().spending());
    return base == null || now == null ? null : BigDecimal.valueOf(now.plus(base).toMillis());
  }

  /** Adds the next time at which something is to be said or done about the running time. */
  static void addRunning(Map<TimerId, Instant> timers, AgentDefinition definition, RunState state) {
    Instant since = state.spending().runningSince();
    Bound bound = Bounds.tightest(new Bounds(definition, state).ofRun(Limit.DURATION));
    if (bound == null || since == null || Exceeding.isAsked(state)) {
      return;
    }
    boolean isMarked = state.spending().marked().has(bound.markName());
    long until = bound.max().longValue();
    long next = isMarked ? until : until * Marks.PERCENT / 100;
    long left = next - bound.used().longValue();
    timers.put(TimerId.duration(), since.plusMillis(Math.max(0, left)));
  }

  /** Adds the next time at which something is to be said or done about the deadline. */
  static void addDeadline(
      Map<TimerId, Instant> timers, AgentDefinition definition, RunState state) {
    Origin origin = state.origin();
    if (origin == null) {
      return;
    }
    Instant own = Exceeding.isAsked(state) ? null : own(definition, state, origin);
    Instant granted = origin.grant().deadline();
    if (own != null && (granted == null || own.isBefore(granted))) {
      timers.put(TimerId.deadline(), own);
    } else if (granted != null) {
      timers.put(TimerId.deadline(), granted);
    }
  }

  /** {@return when the run is over at the latest; absent without a deadline} */
  static @Nullable Instant deadline(AgentDefinition definition, RunState state) {
    Origin origin = state.requireOrigin();
    Duration max = max(definition, state.spending());
    Instant own = max == null ? null : origin.startedAt().plus(max);
    Instant granted = origin.grant().deadline();
    return own == null || (granted != null && granted.isBefore(own)) ? granted : own;
  }

  private static @Nullable Instant own(AgentDefinition definition, RunState state, Origin origin) {
    Duration max = max(definition, state.spending());
    if (max == null) {
      return null;
    }
    boolean isMarked = state.spending().marked().has(KEY);
    Duration next = isMarked ? max : max.multipliedBy(Marks.PERCENT).dividedBy(100);
    return Objects.requireNonNull(origin.startedAt()).plus(next);
  }
}
