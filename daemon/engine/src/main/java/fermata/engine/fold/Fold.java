package fermata.engine.fold;

import fermata.definition.model.AgentDefinition;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunEvent.BranchFailed;
import fermata.engine.run.RunEvent.BranchesWithdrawn;
import fermata.engine.run.RunEvent.BreakpointReached;
import fermata.engine.run.RunEvent.BreakpointsSet;
import fermata.engine.run.RunEvent.BudgetMarked;
import fermata.engine.run.RunEvent.BudgetRaised;
import fermata.engine.run.RunEvent.CallLate;
import fermata.engine.run.RunEvent.ConstraintViolated;
import fermata.engine.run.RunEvent.ContextFetched;
import fermata.engine.run.RunEvent.ConversationCompacted;
import fermata.engine.run.RunEvent.ConversationContinued;
import fermata.engine.run.RunEvent.ConversationSummarizing;
import fermata.engine.run.RunEvent.EdgeDecided;
import fermata.engine.run.RunEvent.EdgeTaken;
import fermata.engine.run.RunEvent.ElementFinished;
import fermata.engine.run.RunEvent.ElementStarted;
import fermata.engine.run.RunEvent.EventEmitted;
import fermata.engine.run.RunEvent.GoalEvaluated;
import fermata.engine.run.RunEvent.GoalJudging;
import fermata.engine.run.RunEvent.MapStarted;
import fermata.engine.run.RunEvent.MessageCompleted;
import fermata.engine.run.RunEvent.MessageCreated;
import fermata.engine.run.RunEvent.ModelFailed;
import fermata.engine.run.RunEvent.ModelLost;
import fermata.engine.run.RunEvent.ModelStalled;
import fermata.engine.run.RunEvent.ModelStarted;
import fermata.engine.run.RunEvent.QuestionAnswered;
import fermata.engine.run.RunEvent.QuestionAsked;
import fermata.engine.run.RunEvent.QuestionExpired;
import fermata.engine.run.RunEvent.QuestionWithdrawn;
import fermata.engine.run.RunEvent.RetryScheduled;
import fermata.engine.run.RunEvent.RunCancelled;
import fermata.engine.run.RunEvent.RunCancelling;
import fermata.engine.run.RunEvent.RunCompleted;
import fermata.engine.run.RunEvent.RunFailed;
import fermata.engine.run.RunEvent.RunFailing;
import fermata.engine.run.RunEvent.RunForked;
import fermata.engine.run.RunEvent.RunHeld;
import fermata.engine.run.RunEvent.RunInterrupted;
import fermata.engine.run.RunEvent.RunPausing;
import fermata.engine.run.RunEvent.RunResumed;
import fermata.engine.run.RunEvent.RunStarted;
import fermata.engine.run.RunEvent.StateConflicted;
import fermata.engine.run.RunEvent.StateLoaded;
import fermata.engine.run.RunEvent.StatePatched;
import fermata.engine.run.RunEvent.SteerAccepted;
import fermata.engine.run.RunEvent.SteerApplied;
import fermata.engine.run.RunEvent.StepAttempted;
import fermata.engine.run.RunEvent.StepDeciding;
import fermata.engine.run.RunEvent.StepFinished;
import fermata.engine.run.RunEvent.StepJudged;
import fermata.engine.run.RunEvent.StepJudging;
import fermata.engine.run.RunEvent.StepReceived;
import fermata.engine.run.RunEvent.StepStarted;
import fermata.engine.run.RunEvent.SteppingBegan;
import fermata.engine.run.RunEvent.SubrunAsked;
import fermata.engine.run.RunEvent.SubrunFinished;
import fermata.engine.run.RunEvent.SubrunStarted;
import fermata.engine.run.RunEvent.SubrunStopping;
import fermata.engine.run.RunEvent.ToolApproved;
import fermata.engine.run.RunEvent.ToolCompleted;
import fermata.engine.run.RunEvent.ToolDenied;
import fermata.engine.run.RunEvent.ToolFailed;
import fermata.engine.run.RunEvent.ToolRequested;
import fermata.engine.run.RunEvent.ToolStarted;
import fermata.engine.run.RunEvent.ToolUnknown;
import fermata.engine.run.RunEvent.UsageUpdated;
import fermata.engine.run.RunEvent.WaitEnded;
import fermata.engine.run.RunEvent.WaitStarted;
import fermata.engine.run.RunEvent.Warning;
import fermata.engine.state.RunState;
import java.time.Instant;

/** The state of a run after its events. Pure; the same events give the same state. */
public final class Fold {

  private Fold() {}

  /** {@return the state of a run of which nothing is known} */
  public static RunState initial() {
    return RunState.NEW;
  }

  /**
   * {@return the state after one more event}
   *
   * @param at the time at which the event was stored
   */
  public static RunState apply(
      AgentDefinition definition, RunState state, RunEvent event, Instant at) {
    RunState now = isBreak(event) ? state : timed(state, at);
    return switch (event) {
      case RunStarted it -> RunFold.started(definition, now, it, at);
      case RunHeld _ -> RunFold.held(now);
      case RunPausing _ -> RunFold.pausing(now, at);
      case RunResumed _ -> RunFold.resumed(now, at);
      case RunInterrupted _ -> RunFold.interrupted(now);
      case RunForked it -> ForkFold.forked(now, it);
      case RunCancelling it -> RunFold.cancelling(now, it);
      case RunFailing it -> RunFold.failing(now, it);
      case RunCompleted it -> RunFold.completed(now, it);
      case RunFailed it -> RunFold.failed(now, it);
      case RunCancelled it -> RunFold.cancelled(now, it);
      case StepStarted it -> StepFold.started(definition, now, it);
      case StepReceived it -> StepFold.received(now, it);
      case StepAttempted it -> StepFold.attempted(now, it);
      case StepFinished it -> StepFold.finished(definition, now, it);
      case EdgeTaken it -> BranchFold.taken(definition, now, it, at);
      case BranchFailed it -> BranchFold.failed(definition, now, it, at);
      case BranchesWithdrawn it -> BranchFold.withdrawn(definition, now, it);
      case StateConflicted _ -> now;
      case StepDeciding it -> StepFold.deciding(definition, now, it);
      case EdgeDecided it -> StepFold.decided(now, it);
      case MapStarted it -> Frames.started(now, it, at);
      case ElementStarted it -> Frames.elementStarted(definition, now, it);
      case ElementFinished it -> Frames.elementFinished(definition, now, it);
      case StatePatched it -> StepFold.patched(definition, now, it);
      case MessageCreated it -> ConversationFold.created(now, it);
      case ModelStarted it -> ConversationFold.started(now, it, at);
      case ModelFailed it -> ConversationFold.failed(now, it, at);
      case ModelLost it -> ConversationFold.lost(now, it);
      case MessageCompleted it -> ConversationFold.completed(now, it);
      case ConversationContinued it -> ConversationFold.continued(now, it);
      case ConversationCompacted it -> ConversationFold.compacted(now, it);
      case ConversationSummarizing it -> ConversationFold.summarizing(now, it);
      case ModelStalled it -> ConversationFold.stalled(now, it);
      case SteerAccepted it -> ConversationFold.steered(now, it);
      case SteerApplied it -> ConversationFold.heard(now, it);
      case StepJudging it -> StepFold.judging(now, it);
      case StepJudged it -> StepFold.judged(now, it);
      case RetryScheduled it -> ToolFold.retryScheduled(now, it);
      case ToolRequested it -> ToolFold.requested(now, it);
      case ToolApproved it -> ToolFold.approved(now, it);
      case ToolDenied it -> ToolFold.denied(now, it);
      case ToolStarted it -> ToolFold.started(now, it, at);
      case ToolCompleted it -> ToolFold.completed(now, it);
      case ToolFailed it -> ToolFold.failed(now, it, at);
      case ToolUnknown it -> ToolFold.unknown(now, it);
      case SubrunStarted it -> SubrunFold.started(now, it, at);
      case SubrunStopping it -> SubrunFold.stopping(now, it);
      case SubrunFinished it -> SubrunFold.finished(now, it);
      case CallLate it -> now.withStopping(now.stopping().without(it.call()));
      case QuestionAsked it -> QuestionFold.asked(now, it);
      case QuestionAnswered it -> QuestionFold.answered(now, it, at);
      case QuestionExpired it -> QuestionFold.expired(now, it);
      case QuestionWithdrawn it -> now.withQuestions(now.questions().without(it.question()));
      case BudgetMarked it -> now.with(now.spending().marking(it.limit(), it.percent()));
      case BudgetRaised it -> now.with(now.spending().raising(it.limit()));
      case WaitStarted it -> WaitFold.started(now, it);
      case WaitEnded it -> WaitFold.ended(now, it);
      case ContextFetched it -> WaitFold.fetched(now, it);
      case EventEmitted it -> WaitFold.emitted(now, it);
      case GoalJudging it -> GoalFold.judging(now, it);
      case ConstraintViolated it -> GoalFold.violated(now, it);
      case StateLoaded it -> StepFold.loaded(now, it);
      case BreakpointsSet it -> DebugFold.set(now, it);
      case SteppingBegan it -> DebugFold.stepping(now, it);
      case BreakpointReached it -> DebugFold.reached(now, it);
      case GoalEvaluated _, UsageUpdated _, Warning _, SubrunAsked _ -> now;
    };
  }

  // Before an interruption nothing has run since the last event: nobody knows when the daemon died,
  // only that it stored nothing more. A fork begins long after what it has a copy of.
  private static boolean isBreak(RunEvent event) {
    return event instanceof RunInterrupted || event instanceof RunForked;
  }

  private static RunState timed(RunState state, Instant at) {
    return state.spending().isUntil(at) ? state : state.with(state.spending().until(at));
  }
}
