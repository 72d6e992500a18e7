package fermata.daemon.journal;

import static fermata.daemon.journal.ValueMapping.word;

import fermata.definition.model.ToolName;
import fermata.engine.run.ElementId;
import fermata.engine.run.FanOutId;
import fermata.engine.run.HeldReason;
import fermata.engine.run.ModelReply;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunEvent.Branch;
import fermata.wire.event.BranchFact;
import fermata.wire.event.ConversationFact;
import fermata.wire.event.EventData;
import fermata.wire.event.GoalFact;
import fermata.wire.event.InterruptCause;
import fermata.wire.event.LedgerFact;
import fermata.wire.event.MessageFact;
import fermata.wire.event.MessageRole;
import fermata.wire.event.ModelFact;
import fermata.wire.event.QuestionFact;
import fermata.wire.event.QuestionKind;
import fermata.wire.event.ResumeCause;
import fermata.wire.event.RunFact;
import fermata.wire.event.StepFact;
import fermata.wire.event.StepStatus;
import fermata.wire.event.SubrunFact;
import fermata.wire.event.ToolFact;
import fermata.wire.event.WaitFact;
import org.jspecify.annotations.Nullable;

/** A run's events as they are stored and sent. {@link FactMapping} is the way back. */
public final class EventMapping {

  private EventMapping() {}

  /**
   * {@return an event in the form in which it is stored and sent}
   *
   * @param pin under which the texts of the run's definition are kept
   */
  public static EventData toWire(RunEvent event, @Nullable String pin) {
    return switch (event) {
      case RunEvent.RunStarted started -> toWire(started, pin);
      case RunEvent.RunHeld(var reasons) ->
          new RunFact.Held(reasons.stream().map(HeldReason::label).toList());
      case RunEvent.RunPausing(var reason, var by) -> new RunFact.Pausing(reason, by);
      case RunEvent.RunResumed(var cause) -> new RunFact.Resumed(new ResumeCause(cause.label()));
      case RunEvent.RunInterrupted(var cause) -> new RunFact.Interrupted(new InterruptCause(cause));
      case RunEvent.RunForked forked -> toWire(forked);
      case RunEvent.RunCancelling(var reason, var by) -> new RunFact.Cancelling(reason, by);
      case RunEvent.RunFailing(var error, var step, var node) ->
          new RunFact.Failing(ValueMapping.toWire(error, step, node));
      case RunEvent.RunCompleted(var output, var usage, var millis) ->
          new RunFact.Completed(output, ValueMapping.toWire(usage), millis);
      case RunEvent.RunFailed(var error, var step, var node, var usage, var millis) ->
          new RunFact.Failed(
              ValueMapping.toWire(error, step, node), ValueMapping.toWire(usage), millis);
      case RunEvent.RunCancelled(var reason, var by, var usage, var millis) ->
          new RunFact.Cancelled(reason, by, ValueMapping.toWire(usage), millis);
      case RunEvent.StepStarted started -> toWire(started);
      case RunEvent.StepAttempted(var step, var attempt) ->
          new StepFact.Attempted(step.value(), attempt);
      case RunEvent.StepReceived(var step, var inputs) ->
          new StepFact.Received(step.value(), inputs);
      case RunEvent.StepFinished finished -> toWire(finished);
      case RunEvent.RetryScheduled retry ->
          new StepFact.RetryScheduled(
              retry.step().value(),
              retry.attempt(),
              retry.timer().value(),
              retry.dueAt(),
              ValueMapping.toWire(retry.error()),
              retry.call().value());
      case RunEvent.EdgeTaken taken -> toWire(taken);
      case RunEvent.BranchFailed failed -> BranchMapping.toWire(failed);
      case RunEvent.BranchesWithdrawn withdrawn -> BranchMapping.toWire(withdrawn);
      case RunEvent.StateConflicted conflicted -> BranchMapping.toWire(conflicted);
      case RunEvent.StepDeciding deciding -> BranchMapping.toWire(deciding);
      case RunEvent.EdgeDecided(var step, var question, var choice) ->
          new BranchFact.Decided(step.value(), question, choice);
      case RunEvent.MapStarted(var step, var items) ->
          new BranchFact.MapStarted(step.value(), items);
      case RunEvent.ElementStarted(var step, var index) ->
          new BranchFact.ElementStarted(step.value(), index);
      case RunEvent.ElementFinished finished -> BranchMapping.toWire(finished);
      case RunEvent.MessageCreated created -> ConversationMapping.toWire(created);
      case RunEvent.ModelStarted started -> toWire(started);
      case RunEvent.ModelFailed(var step, var call, var error, var stopping) ->
          new ModelFact.Failed(step.value(), call.value(), ValueMapping.toWire(error), stopping);
      case RunEvent.ModelLost(var step, var call) -> new ModelFact.Lost(step.value(), call.value());
      case RunEvent.MessageCompleted completed -> toWire(completed);
      case RunEvent.ConversationContinued(var step, var messages) ->
          new ConversationFact.Continued(step.value(), messages);
      case RunEvent.ConversationSummarizing(var step, var dropped, var shortened) ->
          new ConversationFact.Summarizing(step.value(), dropped, shortened);
      case RunEvent.ConversationCompacted compacted -> ConversationMapping.toWire(compacted);
      case RunEvent.ModelStalled stalled -> ConversationMapping.toWire(stalled);
      case RunEvent.SteerAccepted(var step, var text, var by) ->
          new ConversationFact.Steered(step.value(), text, by);
      case RunEvent.SteerApplied(var step, var item) ->
          new ConversationFact.SteerApplied(step.value(), item.value());
      case RunEvent.StepJudging(var step, var outputs) ->
          new ConversationFact.Judging(step.value(), outputs);
      case RunEvent.StepJudged(var step, var isAccepted, var reason) ->
          new ConversationFact.Judged(step.value(), isAccepted, reason);
      case RunEvent.ToolRequested(var step, var call, var tool, var args, var request) ->
          new ToolFact.Requested(step.value(), call.value(), tool.value(), args, request);
      case RunEvent.ToolApproved(var step, var call, var by, var rule) ->
          new ToolFact.Approved(step.value(), call.value(), by, rule);
      case RunEvent.ToolDenied(var step, var call, var reason, var by) ->
          new ToolFact.Denied(step.value(), call.value(), by, reason);
      case RunEvent.ToolStarted(var step, var call, var tool, var attempt, var key, var deadline) ->
          new ToolFact.Started(step.value(), call.value(), tool.value(), attempt, key, deadline);
      case RunEvent.ToolCompleted(var step, var call, var tool, var result, var millis) ->
          new ToolFact.Completed(step.value(), call.value(), tool.value(), result, millis);
      case RunEvent.ToolFailed(var step, var call, var tool, var error, var stopping) ->
          new ToolFact.Failed(
              step.value(), call.value(), tool.value(), ValueMapping.toWire(error), stopping);
      case RunEvent.ToolUnknown(var step, var call, var tool, var then, var reason) ->
          new ToolFact.Unknown(step.value(), call.value(), tool.value(), word(then), reason);
      case RunEvent.SubrunStarted started -> SubrunMapping.toWire(started);
      case RunEvent.SubrunStopping(var step, var call, var run, var error) ->
          new SubrunFact.Stopping(
              step.value(), call.value(), run.value(), ValueMapping.toWire(error));
      case RunEvent.SubrunFinished finished -> SubrunMapping.toWire(finished);
      case RunEvent.SubrunAsked(var step, var call, var run, var question, var isOpen) ->
          new SubrunFact.Asked(step.value(), call.value(), run.value(), question.value(), isOpen);
      case RunEvent.CallLate(var call, var what) -> new ToolFact.Late(call.value(), word(what));
      case RunEvent.QuestionAsked asked -> toWire(asked);
      case RunEvent.QuestionAnswered(var question, var answer, var by) ->
          new QuestionFact.Answered(question.value(), answer, by);
      case RunEvent.QuestionExpired(var question) -> new QuestionFact.Expired(question.value());
      case RunEvent.QuestionWithdrawn(var question, var reason) ->
          new QuestionFact.Withdrawn(question.value(), reason);
      case RunEvent.StatePatched(var step, var key, var value, var version) ->
          new LedgerFact.StatePatched(step.value(), key, value, version);
      case RunEvent.GoalJudging(var node, var output) -> new GoalFact.Judging(node.value(), output);
      case RunEvent.GoalEvaluated(var report) -> GoalMapping.toWire(report);
      case RunEvent.ConstraintViolated(var constraint, var isHard, var evidence) ->
          new GoalFact.ConstraintViolated(constraint, isHard, evidence);
      case RunEvent.StateLoaded(var values) ->
          new LedgerFact.StateLoaded(ValueMapping.toWireShared(values));
      case RunEvent.UsageUpdated(var usage) ->
          new LedgerFact.UsageUpdated(ValueMapping.toWire(usage));
      case RunEvent.BudgetMarked(var limit, var percent, var used, var max) ->
          new LedgerFact.BudgetMarked(limit, percent, used, max);
      case RunEvent.BudgetRaised(var limit, var max, var by) ->
          new LedgerFact.BudgetRaised(limit, max, by);
      case RunEvent.WaitStarted(var step, var dueAt, var awaited) ->
          new WaitFact.Started(step.value(), dueAt, awaited(awaited));
      case RunEvent.WaitEnded(var step, var by, var published) ->
          new WaitFact.Ended(step.value(), by.label(), ValueMapping.toWireOrNull(published));
      case RunEvent.EventEmitted(var step, var schema, var tags, var data) ->
          new WaitFact.Emitted(step.value(), schema, tags, data);
      case RunEvent.ContextFetched(var context) ->
          new WaitFact.ContextFetched(context.name(), context.value(), context.events());
      case RunEvent.BreakpointsSet set -> DebugMapping.toWire(set);
      case RunEvent.SteppingBegan began -> DebugMapping.toWire(began);
      case RunEvent.BreakpointReached reached -> DebugMapping.toWire(reached);
      case RunEvent.Warning(var kind, var message) -> new LedgerFact.Warned(kind, message);
    };
  }

  private static RunFact.Started toWire(RunEvent.RunStarted started, @Nullable String pin) {
    return new RunFact.Started(
        started.run().value(),
        started.agent().value(),
        started.digest(),
        started.entry(),
        started.input(),
        ValueMapping.toWireTools(started.tools()),
        started.session().value(),
        ValueMapping.toWireModels(started.models()),
        pin,
        GrantMapping.toWire(started.grant()));
  }

  private static StepFact.Started toWire(RunEvent.StepStarted started) {
    ElementId element = started.element();
    return new StepFact.Started(
        started.step().value(),
        started.node().value(),
        started.kind(),
        started.visit(),
        started.fanOut().stream().map(FanOutId::value).toList(),
        element == null ? null : element.map().value(),
        element == null ? null : element.index());
  }

  private static WaitFact.@Nullable Awaited awaited(RunEvent.@Nullable Awaited event) {
    return event == null
        ? null
        : new WaitFact.Awaited(event.selector(), event.allowSelf(), event.since());
  }

  private static RunFact.Forked toWire(RunEvent.RunForked forked) {
    return new RunFact.Forked(
        forked.parent().session().value(),
        forked.parent().run().value(),
        forked.parent().seq(),
        forked.input(),
        forked.state(),
        ValueMapping.toWireTools(forked.tools()),
        ValueMapping.toWireModels(forked.models()),
        forked.shiftMillis());
  }

  private static StepFact.Finished toWire(RunEvent.StepFinished finished) {
    return new StepFact.Finished(
        finished.step().value(),
        finished.node().value(),
        new StepStatus(finished.status().label()),
        finished.outputs(),
        ValueMapping.toWireOrNull(finished.error()),
        finished.edges());
  }

  private static StepFact.EdgeTaken toWire(RunEvent.EdgeTaken taken) {
    Branch branch = taken.branch();
    return new StepFact.EdgeTaken(
        taken.step().value(),
        taken.from().value(),
        taken.to().value(),
        taken.label().isEmpty() ? null : taken.label(),
        taken.isDefault(),
        branch == null ? null : branch.fanOut().value(),
        branch == null ? null : branch.index(),
        taken.inputs());
  }

  private static ModelFact.Started toWire(RunEvent.ModelStarted started) {
    return new ModelFact.Started(
        started.step().value(),
        started.call().value(),
        started.model(),
        started.attempt(),
        started.item().value(),
        started.deadline(),
        ValueMapping.toWire(started.reserved()));
  }

  private static MessageFact.Completed toWire(RunEvent.MessageCompleted completed) {
    ModelReply reply = completed.reply();
    return new MessageFact.Completed(
        completed.step().value(),
        completed.call().value(),
        completed.item().value(),
        MessageRole.ASSISTANT,
        reply.text(),
        reply.reasoning(),
        ValueMapping.toWire(reply.toolCalls()),
        word(reply.finish()),
        ValueMapping.toWire(reply.tokens()),
        reply.thoughts());
  }

  private static QuestionFact.Asked toWire(RunEvent.QuestionAsked asked) {
    ToolName tool = asked.tool();
    var call = asked.call();
    return new QuestionFact.Asked(
        asked.question().value(),
        asked.step().value(),
        new QuestionKind(asked.kind().label()),
        asked.text(),
        ValueMapping.toWireFields(asked.fields()),
        asked.options().isEmpty() ? null : asked.options(),
        tool == null ? null : tool.value(),
        asked.args(),
        asked.expiresAt(),
        call == null ? null : call.value(),
        asked.limit(),
        asked.assignee());
  }
}
