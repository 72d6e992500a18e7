package fermata.engine.graph;

import fermata.engine.run.Grant;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a child run may use of what its parent has left.
 *
 * <p>It is set aside as a whole before the child starts, and what the child has not used comes back
 * when it ends. What the node's budget says is granted, as far as there is as much; without one the
 * steps under way share alike, so that the first of several children does not take all.
 */
final class Grants {

  private Grants() {}

  /** {@return the grant; absent where a bound of the run leaves nothing for it} */
  static @Nullable Grant of(Course course, Step step) {
    if (!Budget.allowsChildStep(course, step)) {
      return null;
    }
    var bounds = Bounds.of(course);
    BigDecimal tokens = share(bounds, Limit.TOKENS, step);
    BigDecimal duration = share(bounds, Limit.DURATION, step);
    BigDecimal steps = share(bounds, Limit.STEPS, step);
    BigDecimal toolCalls = share(bounds, Limit.TOOL_CALLS, step);
    return new Grant(
        share(bounds, Limit.COST, step),
        tokens == null ? null : tokens.longValue(),
        duration == null ? null : Duration.ofMillis(duration.longValue()),
        steps == null ? null : Math.max(1, steps.intValue()),
        toolCalls == null ? null : toolCalls.intValue(),
        deadline(course));
  }

  private static @Nullable BigDecimal share(Bounds bounds, Limit limit, Step step) {
    Bound own = bounds.ofNode(limit, step);
    Bound whole = Bounds.tightest(bounds.ofRun(limit));
    if (whole == null) {
      return own == null ? null : own.left();
    }
    BigDecimal left = whole.left().max(BigDecimal.ZERO);
    if (own != null) {
      return own.left().min(left);
    }
    int scale = limit == Limit.COST ? 9 : 0;
    return left.divide(BigDecimal.valueOf(sharers(bounds.state())), scale, RoundingMode.DOWN)
        .stripTrailingZeros();
  }

  /** The steps that still need something, the one that asks among them. */
  private static long sharers(RunState state) {
    long away = state.calls().values().stream().filter(call -> Delegation.isAway(call)).count();
    return Math.max(1, state.steps().values().size() - away);
  }

  private static @Nullable Instant deadline(Course course) {
    return RunTime.deadline(course.definition(), course.state());
  }
}
