package fermata.engine.graph;

import fermata.definition.agent.AgentTools;
import fermata.engine.run.Grant;
import fermata.engine.state.Call;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a child run may use of what its parent has left.
 *
 * <p>It is set aside as a whole before the child starts, and what the child has not used comes back
 * when it ends. What the node's budget says is granted, as far as there is as much; without one the
 * steps under way share alike, so that the first of several children does not take all.
 */
final class Grants {

  private static final int COST_SCALE = 9;

  private Grants() {}

  /** {@return the grant; absent where a bound of the run leaves nothing for it} */
  static @Nullable Grant of(Course course, Step step) {
    return of(course, step, 0);
  }

  /**
   * {@return the grant for an agent that is called as a tool; absent as for others}
   *
   * @param calls how many tool calls of the step, it among them, are not there for the child
   */
  static @Nullable Grant of(Course course, Step step, int calls) {
    if (!Budget.allowsChildStep(course, step)) {
      return null;
    }
    var bounds = Bounds.of(course);
    BigDecimal tokens = share(bounds, Limit.TOKENS, step);
    BigDecimal duration = share(bounds, Limit.DURATION, step);
    BigDecimal steps = share(bounds, Limit.STEPS, step);
    BigDecimal toolCalls = share(bounds, Limit.TOOL_CALLS, step, calls);
    return new Grant(
        share(bounds, Limit.COST, step),
        tokens == null ? null : tokens.longValue(),
        duration == null ? null : Duration.ofMillis(duration.longValue()),
        steps == null ? null : Math.max(1, steps.intValue()),
        toolCalls == null ? null : toolCalls.intValue(),
        deadline(course));
  }

  private static @Nullable BigDecimal share(Bounds bounds, Limit limit, Step step) {
    return share(bounds, limit, step, 0);
  }

  private static @Nullable BigDecimal share(Bounds bounds, Limit limit, Step step, int taken) {
    Bound own = bounds.ofNode(limit, step);
    Bound whole = Bounds.tightest(bounds.ofRun(limit));
    if (whole == null) {
      return own == null ? null : left(own, taken);
    }
    BigDecimal left = left(whole, taken).max(BigDecimal.ZERO);
    if (own != null) {
      return left(own, taken).min(left);
    }
    BigDecimal sharers = BigDecimal.valueOf(sharers(bounds.state()));
    // Of what cannot be parted the first get more: else of three calls for four nobody had one.
    return limit == Limit.COST
        ? left.divide(sharers, COST_SCALE, RoundingMode.DOWN).stripTrailingZeros()
        : left.divide(sharers, 0, RoundingMode.CEILING).stripTrailingZeros();
  }

  private static BigDecimal left(Bound bound, int taken) {
    BigDecimal left = bound.left();
    return taken == 0 ? left : left.subtract(BigDecimal.valueOf(taken)).max(BigDecimal.ZERO);
  }

  /** The steps that still need something, the one that asks among them. */
  private static long sharers(RunState state) {
    return Math.max(1, state.steps().values().stream().mapToLong(step -> needs(state, step)).sum());
  }

  // A step with agents as tools needs as much for each that has not started; one that waits for
  // its agents needs nothing.
  private static long needs(RunState state, Step step) {
    if (hasGivenAllOut(step)) {
      return 0;
    }
    List<Call> calls = state.callsOf(step.id()).toList();
    long wanted = calls.stream().filter(Grants::isWantedAgent).count();
    return wanted > 0 ? wanted : calls.stream().anyMatch(Delegation::isAway) ? 0 : 1;
  }

  private static boolean isWantedAgent(Call call) {
    return call instanceof Call.Tool tool
        && AgentTools.agentOf(tool.tool().value()).isPresent()
        && isToCome(call);
  }

  /** Whether a call is wanted and may still start. */
  static boolean isToCome(Call call) {
    return WorkflowParts.isWanted(call) || call.phase() instanceof Call.Phase.Asking;
  }

  /** A map whose elements are all under way leaves what there is to them. */
  private static boolean hasGivenAllOut(Step step) {
    return step.work() instanceof Step.Work.Going(var mapping)
        && mapping.started() >= mapping.items().size();
  }

  private static @Nullable Instant deadline(Course course) {
    return RunTime.deadline(course.definition(), course.state());
  }
}
