package fermata.engine.graph;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.definition.expression.ExpressionParser;
import fermata.definition.expression.TemplateParser;
import fermata.definition.model.Edge;
import fermata.definition.model.Goal;
import fermata.engine.run.Breakpoint;
import fermata.engine.run.BreakpointSet;
import fermata.engine.run.CallId;
import fermata.engine.run.Failure;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunInput;
import fermata.engine.run.StepId;
import fermata.engine.run.StepStatus;
import fermata.engine.run.StopReason;
import fermata.engine.run.Stride;
import fermata.engine.state.Call;
import fermata.engine.state.Debugging;
import fermata.engine.state.RunStatus;
import fermata.engine.state.Step;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The places at which debuggers make a run stand still: before a step, a turn or a call, after an
 * edge was taken, when a step has failed, somebody is asked or a budget is used up.
 *
 * <p>It stands still as a run does that somebody has paused, and goes on from where it was. A run
 * that nobody debugs pays a comparison with null for each event and place.
 */
final class Stops {

  private static final String BY = "debugger";

  private Stops() {}

  /** A place that a run is at. */
  private record Place(
      String name, @Nullable StepId step, @Nullable Step at, @Nullable CallId call) {

    static Place of(Step step) {
      return new Place(step.id().value(), step.id(), step, null);
    }
  }

  /** What a debugger wants from now on; in a run that has ended, nothing. */
  static void set(Course course, BreakpointSet set) {
    RunStatus status = course.state().status();
    if (status != RunStatus.NEW && !status.isTerminal()) {
      course.emit(new RunEvent.BreakpointsSet(set));
    }
  }

  static void step(Course course, RunInput.StepRequested input) {
    switch (course.state().status()) {
      // One that waits for a child run is told how far to go when that has ended.
      case RUNNING, HELD, PAUSED, PAUSING -> {
        course.emit(new RunEvent.SteppingBegan(input.step(), input.stride()));
        Interruption.resume(course);
      }
      case NEW, INTERRUPTED, CANCELLING, FAILING, COMPLETED, FAILED, CANCELLED -> {}
    }
  }

  /** Whether the run stands still before a step that has done nothing yet. */
  static boolean atStep(Course course, Step step) {
    Debugging debugging = course.state().debugging();
    if (debugging == null || Goal.isJudge(step.node())) {
      return false;
    }
    Place place = Place.of(step);
    String node = step.node().value();
    return isReached(course, place, Breakpoint.Kind.NODE, node, node, () -> Scope.of(course, step))
        || isStridden(course, place, isBeyond(course, debugging.stepping(), step));
  }

  /** Whether the run stands still before a tool is called, for the first time. */
  static boolean atCall(Course course, Call.Tool call) {
    Debugging debugging = course.state().debugging();
    if (debugging == null || call.attempt() > 0) {
      return false;
    }
    Step step = course.step(call);
    var place = new Place(call.id().value(), step.id(), step, call.id());
    Supplier<Scope> scope =
        () ->
            Scope.of(course, step)
                .with("tool", JsonNodeFactory.instance.textNode(call.tool().value()))
                .with("args", call.args());
    return isReached(
            course, place, Breakpoint.Kind.TOOL, call.tool().value(), step.node().value(), scope)
        || isStridden(course, place, isIn(debugging.stepping()));
  }

  /** Whether the run stands still before a model is asked. */
  static boolean atTurn(Course course, Step step, int turns) {
    Debugging debugging = course.state().debugging();
    if (debugging == null || Goal.isJudge(step.node())) {
      return false;
    }
    var place = new Place(step.id().value() + "#" + (turns + 1), step.id(), step, null);
    return isStridden(course, place, isIn(debugging.stepping()));
  }

  /** Stands still after edges were taken, before the nodes that they lead to. */
  static void atEdges(Course course, Step step, List<Edge> edges, Scope scope) {
    if (course.state().debugging() == null) {
      return;
    }
    for (Edge edge : edges) {
      var place = new Place(step.id().value() + ">" + edge.pointer(), null, step, null);
      isReached(
          course, place, Breakpoint.Kind.EDGE, edge.pointer(), step.node().value(), () -> scope);
    }
  }

  /** Whether the run stands still because a step has failed, before its ways are taken. */
  static boolean atFailure(Course course, Step step, StepStatus status, Failure error) {
    Debugging debugging = course.state().debugging();
    if (debugging == null
        || !debugging.minds(BreakpointSet.Trouble.FAILURE)
        || !course.state().steps().has(step.id())
        || Goal.isJudge(step.node())) {
      return false;
    }
    Place place = Place.of(step);
    return stop(
        course,
        StopReason.FAILURE,
        place,
        error.kind() + ": " + error.message(),
        new RunEvent.Outcome(status, error));
  }

  /** Stands still where something has happened that a debugger minds. */
  static void after(Course course, RunEvent event) {
    switch (event) {
      case RunEvent.QuestionAsked asked ->
          trouble(
              course,
              StopReason.QUESTION,
              BreakpointSet.Trouble.QUESTION,
              new Place(
                  asked.question().value(), asked.step(), step(course, asked.step()), asked.call()),
              asked.text());
      case RunEvent.BudgetMarked marked ->
          trouble(
              course,
              StopReason.BUDGET,
              BreakpointSet.Trouble.BUDGET,
              new Place(marked.limit() + marked.percent(), null, null, null),
              marked.limit() + ": " + marked.percent() + " % used");
      default -> {
        // Nothing else is trouble by itself.
      }
    }
  }

  private static @Nullable Step step(Course course, StepId id) {
    return course.state().steps().find(id).orElse(null);
  }

  private static void trouble(
      Course course, StopReason reason, BreakpointSet.Trouble trouble, Place place, String text) {
    Debugging debugging = course.state().debugging();
    if (debugging != null && debugging.minds(trouble) && Drive.isRunning(course)) {
      stop(course, reason, place, text, null);
    }
  }

  private static boolean isIn(Debugging.@Nullable Stepping stepping) {
    return stepping != null && stepping.stride() == Stride.IN && stepping.why() != StopReason.ENTRY;
  }

  // What had begun when the stride was asked for belongs to other branches, which go on.
  private static boolean isBeyond(Course course, Debugging.@Nullable Stepping stepping, Step step) {
    return stepping != null
        && Integer.parseInt(step.id().value().substring(1)) > stepping.after()
        && (stepping.stride() == Stride.IN
            || stepping.from() == null
            || !course.state().steps().has(stepping.from()));
  }

  private static boolean isStridden(Course course, Place place, boolean isFar) {
    Debugging debugging = course.state().debugging();
    Debugging.Stepping stepping = debugging == null ? null : debugging.stepping();
    return isFar && stepping != null && stop(course, stepping.why(), place, null, null);
  }

  /** Looks at all breakpoints of a place; whether the run stands still for one. */
  private static boolean isReached(
      Course course,
      Place place,
      Breakpoint.Kind kind,
      String at,
      String node,
      Supplier<Scope> scope) {
    Debugging debugging = course.state().debugging();
    if (debugging == null) {
      return false;
    }
    boolean isStop = false;
    for (Debugging.Owned owned : debugging.breakpoints(kind, at)) {
      Breakpoint point = owned.breakpoint();
      boolean isHere =
          (point.node() == null || point.node().equals(node))
              && point.agent().equals(course.definition().name().value());
      if (isHere && !debugging.hasPassed(owned.key(), place.name())) {
        isStop |= reach(course, owned, place, scope.get());
      }
    }
    return isStop;
  }

  private static boolean reach(Course course, Debugging.Owned owned, Place place, Scope scope) {
    Breakpoint point = owned.breakpoint();
    Debugging debugging = course.state().debugging();
    int hits = debugging == null ? 1 : debugging.hits().find(owned.key()).orElse(0) + 1;
    Verdict condition = test(point.condition(), "condition", scope);
    if (!condition.holds()) {
      return false;
    }
    Scope counted = scope.with("hits", JsonNodeFactory.instance.numberNode(hits));
    Verdict count = test(point.hits(), "hits", counted);
    String broken = condition.trouble() == null ? count.trouble() : condition.trouble();
    if (!count.holds()) {
      emit(course, owned.key(), place, StopReason.BREAKPOINT, false, null, null);
      return false;
    }
    if (point.log() != null && broken == null) {
      emit(course, owned.key(), place, StopReason.BREAKPOINT, false, log(point.log(), scope), null);
      return false;
    }
    emit(course, owned.key(), place, StopReason.BREAKPOINT, true, broken, null);
    stand(course);
    return true;
  }

  /** What came of a condition. */
  private record Verdict(boolean holds, @Nullable String trouble) {
    static final Verdict YES = new Verdict(true, null);
    static final Verdict NO = new Verdict(false, null);
  }

  // A condition that cannot be evaluated stops the run: else nobody would hear of it.
  private static Verdict test(@Nullable String source, String name, Scope scope) {
    if (source == null) {
      return Verdict.YES;
    }
    return switch (Expressions.test(ExpressionParser.parse(source, name).value(), scope)) {
      case Expressions.Result.Value(var value) -> value.booleanValue() ? Verdict.YES : Verdict.NO;
      case Expressions.Result.Failed(var failure) ->
          new Verdict(true, name + " '" + source + "': " + failure.message());
    };
  }

  private static String log(String template, Scope scope) {
    return switch (Expressions.render(TemplateParser.parse(template, "log").value(), scope)) {
      case Expressions.Result.Value(var value) -> Texts.of(value);
      case Expressions.Result.Failed(var failure) -> failure.message();
    };
  }

  private static boolean stop(
      Course course,
      StopReason reason,
      Place place,
      @Nullable String text,
      RunEvent.@Nullable Outcome outcome) {
    String key = reason.name().toLowerCase(Locale.ROOT);
    Debugging debugging = course.state().debugging();
    if (debugging == null || debugging.hasPassed(key, place.name())) {
      return false;
    }
    emit(course, key, place, reason, true, text, outcome);
    stand(course);
    return true;
  }

  private static void emit(
      Course course,
      String key,
      Place place,
      StopReason reason,
      boolean isStop,
      @Nullable String text,
      RunEvent.@Nullable Outcome outcome) {
    course.emit(
        new RunEvent.BreakpointReached(
            key,
            place.name(),
            reason,
            isStop,
            place.step(),
            place.at() == null ? null : place.at().node(),
            place.call(),
            text,
            outcome));
  }

  private static void stand(Course course) {
    if (Drive.isRunning(course)) {
      course.emit(new RunEvent.RunPausing("breakpoint", BY));
      Delegation.pause(course, "breakpoint", BY);
    }
  }
}
