package fermata.engine.graph;

import fermata.definition.model.OnUnknown;
import fermata.definition.tool.ToolTraits;
import fermata.engine.fold.Canonical;
import fermata.engine.run.CallId;
import fermata.engine.run.Effect;
import fermata.engine.run.Failure;
import fermata.engine.run.PublishedEvent;
import fermata.engine.run.ResumeCause;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunInput;
import fermata.engine.run.TimerId;
import fermata.engine.run.ToolOutcome;
import fermata.engine.run.WaitEnd;
import fermata.engine.state.Call;
import fermata.engine.state.Question;
import fermata.engine.state.RunState;
import fermata.engine.state.RunStatus;
import fermata.engine.state.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Turns inputs into facts. What follows from a fact is decided elsewhere. */
final class Intake {

  private Intake() {}

  static void take(Course course, RunInput input) {
    switch (input) {
      case RunInput.Started it -> Starting.start(course, it);
      case RunInput.ModelReplied it -> ModelCalls.replied(course, it);
      case RunInput.ModelFailed it -> modelFailed(course, it);
      case RunInput.ToolReturned it -> toolReturned(course, it);
      case RunInput.ToolAsked it -> ToolQuestions.take(course, it);
      case RunInput.ToolContent(var call) -> {
        ToolQuestions.withdraw(course, call, "the tool no longer asks");
        resumeIfCalled(course);
      }
      case RunInput.AnswerGiven it -> answered(course, it);
      case RunInput.TimerDue(var timer) -> timerDue(course, timer);
      case RunInput.EventMatched it -> matched(course, it);
      case RunInput.CancelRequested it -> cancel(course, it);
      case RunInput.ChildEnded it -> AgentWork.ended(course, it);
      case RunInput.ChildAsked it -> AgentWork.asked(course, it);
      case RunInput.PauseRequested it -> Pausing.request(course, it);
      case RunInput.CallStopped(var call) -> ended(course, call, RunEvent.Late.STOPPED);
      case RunInput.EffectLost(var call) -> ended(course, call, RunEvent.Late.LOST);
      case RunInput.Interrupted(var cause) -> Interruption.interrupt(course, cause);
      case RunInput.ResumeRequested _ -> Interruption.resume(course);
      case RunInput.Forked it -> Interruption.fork(course, it);
      case RunInput.BreakpointsSet(var set) -> Stops.set(course, set);
      case RunInput.StepRequested it -> Stops.step(course, it);
      case RunInput.StateSet it -> Assignment.make(course, it);
      case RunInput.Steered it -> Steering.take(course, it);
    }
  }

  private static void modelFailed(Course course, RunInput.ModelFailed input) {
    if (course.inFlight(input.call()).orElse(null) instanceof Call.Model call) {
      course.emit(new RunEvent.ModelFailed(call.step(), call.id(), input.failure(), false));
    } else {
      late(course, input.call(), RunEvent.Late.FAILURE);
    }
  }

  private static void toolReturned(Course course, RunInput.ToolReturned input) {
    if (course.inFlight(input.call()).orElse(null) instanceof Call.Tool call) {
      ToolQuestions.withdraw(course, call.id(), "the tool call has ended");
      course.emit(outcome(course, call, input.outcome()));
      resumeIfHeld(course, ResumeCause.TOOL);
    } else {
      late(course, input.call(), RunEvent.Late.OUTCOME);
    }
  }

  private static RunEvent outcome(Course course, Call.Tool call, ToolOutcome outcome) {
    return switch (outcome) {
      case ToolOutcome.Completed(var result, _) ->
          new RunEvent.ToolCompleted(
              call.step(),
              call.id(),
              call.tool(),
              Canonical.of(result),
              millisInFlight(course, call));
      case ToolOutcome.Failed(var failure) -> failed(call, failure, false);
      case ToolOutcome.TimedOut(var after) ->
          failed(call, timeout(course, call, "after " + after.toMillis() + " ms"), false);
      case ToolOutcome.Lost(var failure) -> ToolCalls.gone(course, call, failure);
      case ToolOutcome.Cancelled() ->
          failed(call, Failure.of("tool.cancelled", "the call was stopped"), false);
    };
  }

  private static long millisInFlight(Course course, Call call) {
    return call.phase() instanceof Call.Phase.InFlight(var since, _)
        ? Math.max(0, Duration.between(since, course.now()).toMillis())
        : 0;
  }

  private static RunEvent failed(Call.Tool call, Failure failure, boolean stopping) {
    return new RunEvent.ToolFailed(call.step(), call.id(), call.tool(), failure, stopping);
  }

  // A tool that may have had its effect is repeated only where that does no harm.
  private static Failure timeout(Course course, Call.Tool call, String when) {
    ToolTraits traits = ToolCalls.traits(course, call.tool());
    String message = "tool '" + call.tool().value() + "' was given up " + when;
    return new Failure("tool.timeout", message, traits.isRepeatable(), null, null);
  }

  private static void answered(Course course, RunInput.AnswerGiven input) {
    Optional<Question> question = course.state().questions().find(input.question());
    if (question.isEmpty()
        || !AnswerCheck.check(question.get().asked(), input.answer()).isEmpty()) {
      return;
    }
    course.emit(
        new RunEvent.QuestionAnswered(input.question(), Canonical.of(input.answer()), input.by()));
    if (ToolQuestions.isOfTool(question.get().asked())) {
      ToolQuestions.answered(course, question.get().asked(), Canonical.of(input.answer()));
    }
    resumeIfHeld(course, ResumeCause.ANSWER);
    String limit = question.get().asked().limit();
    if (limit != null) {
      Exceeding.answered(course, limit, input.answer().asText(), input.by());
    }
  }

  private static void resumeIfHeld(Course course, ResumeCause cause) {
    if (course.state().status() == RunStatus.HELD) {
      course.emit(new RunEvent.RunResumed(cause));
    }
  }

  // What was held for a call that is under way and asks goes on when that no longer asks.
  private static void resumeIfCalled(Course course) {
    if (!ToolQuestions.allAsk(course.state())) {
      resumeIfHeld(course, ResumeCause.TOOL);
    }
  }

  // A timer that was moved or is no longer wanted may be due all the same: the state decides.
  private static void timerDue(Course course, TimerId timer) {
    Instant at = Timers.of(course.definition(), course.state()).get(timer);
    if (at == null || at.isAfter(course.now())) {
      return;
    }
    if (timer.equals(TimerId.deadline())) {
      deadlineDue(course);
      return;
    }
    RunState state = course.state();
    for (Question question : state.questions().values()) {
      if (TimerId.question(question.id()).equals(timer)) {
        course.emit(new RunEvent.QuestionExpired(question.id()));
        if (ToolQuestions.isOfTool(question.asked())) {
          ToolQuestions.expired(course, question.asked());
        }
      }
    }
    for (Call call : state.calls().values()) {
      if (TimerId.deadline(call.id()).equals(timer)) {
        giveUp(course, call);
      }
    }
    for (Step step : List.copyOf(Waits.steps(state).toList())) {
      if (TimerId.wait(step.id()).equals(timer)) {
        course.emit(new RunEvent.WaitEnded(step.id(), endOf(step), null));
      }
    }
    resumeIfHeld(course, ResumeCause.TIMER);
  }

  // A run that stands still is told without waking it, unless its time is up and it has to ask.
  private static void deadlineDue(Course course) {
    if (course.state().status() != RunStatus.RUNNING) {
      RunTime.checkDeadline(course);
    }
    if (Exceeding.isAsked(course.state())) {
      resumeIfHeld(course, ResumeCause.TIMER);
    }
  }

  private static WaitEnd endOf(Step step) {
    return step.work() instanceof Step.Work.Waiting(_, var event) && event != null
        ? WaitEnd.TIMEOUT
        : WaitEnd.TIME;
  }

  // The shell tells of what its index finds; whether the step still waits for it is known here.
  private static void matched(Course course, RunInput.EventMatched input) {
    RunState state = course.state();
    boolean isWaiting =
        Waits.isOpen(state.status())
            && state.steps().has(input.step())
            && state.steps().get(input.step()).work() instanceof Step.Work.Waiting(_, var awaited)
            && awaited != null
            && awaited.selector().matches(input.event().toSelectable());
    if (isWaiting) {
      PublishedEvent event = input.event().with(Canonical.of(input.event().data()));
      course.emit(new RunEvent.WaitEnded(input.step(), WaitEnd.EVENT, event));
      resumeIfHeld(course, ResumeCause.EVENT);
    }
  }

  private static void giveUp(Course course, Call call) {
    Duration timeout = course.definition().timeoutOf(course.nodeOf(course.step(call)));
    String when = "after " + timeout.toMillis() + " ms";
    switch (call) {
      case Call.Model model -> {
        String message = "model '" + model.model() + "' was given up " + when;
        Failure failure = Failure.passing("model.timeout", message);
        course.emit(new RunEvent.ModelFailed(model.step(), model.id(), failure, true));
        course.perform(new Effect.StopCall(call.id()));
      }
      case Call.Tool tool -> {
        course.emit(failed(tool, timeout(course, tool, when), true));
        course.perform(new Effect.StopCall(call.id()));
      }
      case Call.Child child -> AgentWork.timeOut(course, child);
    }
  }

  private static void cancel(Course course, RunInput.CancelRequested input) {
    switch (course.state().status()) {
      case RUNNING, HELD, PAUSING, PAUSED, INTERRUPTED -> {
        course.emit(new RunEvent.RunCancelling(input.reason(), input.by()));
        Ends.stopCalls(course);
        Delegation.stop(course, input.reason());
      }
      case NEW, CANCELLING, FAILING, COMPLETED, FAILED, CANCELLED -> {}
    }
  }

  // Work that has ended without a word: the same whether it was stopped or its performer is gone,
  // but for a run that is ending anyway.
  private static void ended(Course course, CallId id, RunEvent.Late what) {
    Optional<Call> call = course.inFlight(id);
    if (call.isEmpty()) {
      if (course.state().stopping().has(id)) {
        course.emit(new RunEvent.CallLate(id, what));
      }
      return;
    }
    switch (call.get()) {
      case Call.Model model -> course.emit(new RunEvent.ModelLost(model.step(), model.id()));
      case Call.Tool tool -> {
        toolEnded(course, tool, what);
        resumeIfHeld(course, ResumeCause.TOOL);
      }
      // Never under way as calls are: a child run says itself how it ended.
      case Call.Child _ -> {}
    }
  }

  private static void toolEnded(Course course, Call.Tool call, RunEvent.Late what) {
    ToolQuestions.withdraw(course, call.id(), "the tool call has ended");
    if (course.state().status() == RunStatus.PAUSING) {
      ToolTraits traits = ToolCalls.traits(course, call.tool());
      OnUnknown then = traits.isRepeatable() ? OnUnknown.RETRY : ToolCalls.onUnknown(course, call);
      course.emit(ToolCalls.unknown(call, then, null));
    } else if (!course.state().status().isEnding()) {
      ToolCalls.lost(course, call);
    } else if (what == RunEvent.Late.STOPPED) {
      course.emit(failed(call, Failure.of("tool.cancelled", "the call was stopped"), false));
    } else {
      course.emit(ToolCalls.unknown(call, OnUnknown.SKIP, null));
    }
  }

  static void late(Course course, CallId call, RunEvent.Late what) {
    RunState state = course.state();
    boolean isOver = state.status() == RunStatus.NEW || state.status().isTerminal();
    if (!isOver && (state.stopping().has(call) || wasGiven(state, call))) {
      course.emit(new RunEvent.CallLate(call, what));
    }
  }

  // What still waits for its turn has not gone out, so nothing can come back from it.
  private static boolean wasGiven(RunState state, CallId call) {
    if (state.calls().has(call)) {
      return state.calls().get(call).attempt() > 0;
    }
    return call.value().matches("c[1-9]\\d{0,8}")
        && Integer.parseInt(call.value().substring(1)) <= state.counters().calls();
  }
}
