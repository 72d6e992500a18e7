package fermata.engine.graph;

import fermata.definition.model.AgentDefinition;
import fermata.engine.run.StepId;
import fermata.engine.run.Usage;
import fermata.engine.state.Call;
import fermata.engine.state.Origin;
import fermata.engine.state.RunState;
import fermata.engine.state.Spending;
import fermata.engine.state.Step;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All bounds that hold at one moment: of the run, of what it was granted, of a step.
 *
 * <p>Who was asked and said so may have raised a limit of the run; nobody raises a grant.
 */
record Bounds(AgentDefinition definition, RunState state) {

  static Bounds of(Course course) {
    return new Bounds(
        course.definition(), course.state().with(course.state().spending().until(course.now())));
  }

  /** {@return the bounds of a limit that hold for the whole run} */
  List<Bound> ofRun(Limit limit) {
    BigDecimal own = own(limit);
    Origin origin = state.origin();
    BigDecimal granted = origin == null ? null : limit.in(origin.grant());
    if (own == null && granted == null) {
      return List.of();
    }
    var bounds = new ArrayList<Bound>(2);
    BigDecimal used = limit.in(state.spending().usage());
    BigDecimal reserved = reserved(limit, _ -> true);
    if (own != null) {
      String pointer = "limits." + limit.key();
      bounds.add(new Bound(limit, Bound.Source.RUN, pointer, own, used, reserved));
    }
    if (granted != null) {
      bounds.add(new Bound(limit, Bound.Source.GRANT, null, granted, used, reserved));
    }
    return bounds;
  }

  /**
   * {@return the bounds of a limit that hold for a step: its own, those of the maps in whose bodies
   * it is, and those of the run}
   */
  List<Bound> of(Limit limit, Step step) {
    var bounds = new ArrayList<>(ofRun(limit));
    ofNodes(limit, step).forEach(bounds::add);
    return bounds;
  }

  /** {@return the bounds that the nodes around a step set, its own among them} */
  Stream<Bound> ofNodes(Limit limit, Step step) {
    return state.around(step.id()).stream()
        .flatMap(around -> state.steps().find(around).stream())
        .flatMap(around -> Stream.ofNullable(ofNode(limit, around)));
  }

  /** {@return the bound that the node of a step sets} */
  @Nullable Bound ofNode(Limit limit, Step step) {
    BigDecimal max = limit.in(definition.node(step.node()).options().budget());
    if (max == null) {
      return null;
    }
    Usage used = state.spending().ofStep(step.id());
    String pointer = "nodes." + step.node().value() + ".budget." + limit.key();
    return new Bound(
        limit,
        Bound.Source.NODE,
        pointer,
        max,
        limit.in(used),
        reserved(limit, call -> state.around(call.step()).contains(step.id())));
  }

  private @Nullable BigDecimal own(Limit limit) {
    BigDecimal max = limit.in(definition.limits());
    return max == null ? null : raised(max, state.spending(), limit.key());
  }

  /** {@return a limit as often as it was allowed} */
  static BigDecimal raised(BigDecimal max, Spending spending, String key) {
    int times = spending.raised().find(key).orElse(0);
    return times == 0 ? max : max.multiply(BigDecimal.valueOf(times + 1L));
  }

  private BigDecimal reserved(Limit limit, Predicate<Call> isMeant) {
    BigDecimal sum = BigDecimal.ZERO;
    // Several times in each step, and nearly always over one call: a loop makes no garbage.
    for (Call call : state.calls().values()) {
      if (isMeant.test(call)) {
        sum = sum.add(reserved(limit, call));
      }
    }
    return sum;
  }

  private static BigDecimal reserved(Limit limit, Call call) {
    if (call instanceof Call.Child child && Delegation.isAway(child)) {
      return Objects.requireNonNullElse(limit.in(child.grant()), BigDecimal.ZERO);
    }
    if (call instanceof Call.Model model && call.phase() instanceof Call.Phase.InFlight) {
      return switch (limit) {
        case COST -> model.reserved().costUsd();
        case TOKENS -> BigDecimal.valueOf(model.reserved().tokens());
        case DURATION, STEPS, TOOL_CALLS -> BigDecimal.ZERO;
      };
    }
    return BigDecimal.ZERO;
  }

  /** {@return the bound of which the least is left} */
  static @Nullable Bound tightest(List<Bound> bounds) {
    Bound tightest = null;
    for (Bound bound : bounds) {
      if (tightest == null || bound.left().compareTo(tightest.left()) < 0) {
        tightest = bound;
      }
    }
    return tightest;
  }

  /** {@return the step, as it is now} */
  Step step(StepId id) {
    return state.steps().get(id);
  }
}
