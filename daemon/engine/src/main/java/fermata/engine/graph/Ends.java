package fermata.engine.graph;

import fermata.definition.model.NodeId;
import fermata.engine.run.Effect;
import fermata.engine.run.Failure;
import fermata.engine.run.HeldReason;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepId;
import fermata.engine.run.TimerId;
import fermata.engine.run.Usage;
import fermata.engine.state.Call;
import fermata.engine.state.Ending;
import fermata.engine.state.Question;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a run comes to stand still, for a while or for good.
 *
 * <p>A terminal event is the last of its run, so it waits for every call that still goes on
 * outside: asked to stop, it reports back.
 */
final class Ends {

  /** The kind of failure of a run whose journal misses something: never of a whole one. */
  static final String STUCK = "run.stuck";

  private Ends() {}

  /** Holds or completes a run that can do nothing without the outside. */
  static void settle(Course course) {
    RunState state = course.state();
    if (!state.stopping().isEmpty() || !ToolQuestions.allAsk(state)) {
      return;
    }
    if (state.steps().isEmpty() && state.flow().arrivals().isEmpty() && !state.hasLiveWork()) {
      RunOutput.complete(course);
      return;
    }
    List<HeldReason> reasons = reasons(state);
    if (reasons.isEmpty()) {
      fail(course, Failure.of(STUCK, "the run can neither go on nor wait for anything"));
    } else {
      course.emit(new RunEvent.RunHeld(reasons));
    }
  }

  static List<HeldReason> reasons(RunState state) {
    var reasons = new ArrayList<HeldReason>();
    for (Question question : state.questions().values()) {
      reasons.add(new HeldReason.Question(question.id()));
    }
    Waits.steps(state).forEach(step -> reasons.add(reason(step)));
    for (Call call : state.calls().values()) {
      if (call.phase() instanceof Call.Phase.Backoff) {
        reasons.add(new HeldReason.Timer(TimerId.retry(call.id())));
      }
      if (call.phase() instanceof Call.Phase.InFlight) {
        reasons.add(new HeldReason.Tool(call.id()));
      }
    }
    state.flow().arrivals().stream()
        .filter(arrival -> arrival.dueAt() != null)
        .map(arrival -> TimerId.join(arrival.at(), arrival.token().frame()))
        .distinct()
        .forEach(timer -> reasons.add(new HeldReason.Timer(timer)));
    Delegation.away(state).forEach(child -> reasons.add(new HeldReason.Child(child.run())));
    return reasons;
  }

  private static HeldReason reason(Step step) {
    return step.work() instanceof Step.Work.Waiting(_, var event) && event != null
        ? new HeldReason.Event(step.id())
        : new HeldReason.Timer(TimerId.wait(step.id()));
  }

  /** Fails the run, for a reason that no step has. */
  static void fail(Course course, Failure failure) {
    fail(course, failure, null, null);
  }

  /** Fails the run, now or when every call has stopped. */
  static void fail(Course course, Failure failure, @Nullable StepId step, @Nullable NodeId node) {
    if (course.state().hasLiveWork()) {
      course.emit(new RunEvent.RunFailing(failure, step, node));
      stopCalls(course);
      Delegation.stop(course, "the parent run failed");
      wind(course);
    } else {
      wind(course, new Ending.Failed(failure, step, node));
    }
  }

  static void stopCalls(Course course) {
    course.state().callsInFlight().forEach(call -> course.perform(new Effect.StopCall(call.id())));
  }

  /** Ends what can be ended of a run that is ending, and the run itself when nothing is left. */
  static void wind(Course course) {
    wind(course, Objects.requireNonNull(course.state().ending()));
  }

  private static void wind(Course course, Ending ending) {
    String reason = reason(ending);
    for (Question question : List.copyOf(course.state().questions().values())) {
      course.emit(new RunEvent.QuestionWithdrawn(question.id(), reason));
    }
    inside(course).forEach(step -> Winding.wind(course, step, reason));
    if (!course.state().hasLiveWork()) {
      Goals.report(course, null);
      course.emit(terminal(course, ending));
    }
  }

  // What is in the body of a map ends before the map, without which it has no element.
  private static List<Step> inside(Course course) {
    return course.state().steps().values().stream()
        .sorted(
            Comparator.<Step>comparingInt(step -> step.token().lineage().frames().size())
                .reversed())
        .toList();
  }

  private static String reason(Ending ending) {
    return switch (ending) {
      case Ending.Failed(var error, _, _) -> "the run failed: " + error.kind();
      case Ending.Cancelled(var reason, _) -> "the run was cancelled: " + reason;
      case Ending.Completed _ -> "the run is over";
    };
  }

  static RunEvent terminal(Course course, Ending ending) {
    RunState state = course.state();
    Usage usage = state.spending().until(course.now()).usage();
    long millis =
        Math.max(0, Duration.between(state.requireOrigin().startedAt(), course.now()).toMillis());
    return switch (ending) {
      case Ending.Completed(var output) -> new RunEvent.RunCompleted(output, usage, millis);
      case Ending.Failed(var error, var step, var node) ->
          new RunEvent.RunFailed(error, step, node, usage, millis);
      case Ending.Cancelled(var reason, var by) ->
          new RunEvent.RunCancelled(reason, by, usage, millis);
    };
  }
}
