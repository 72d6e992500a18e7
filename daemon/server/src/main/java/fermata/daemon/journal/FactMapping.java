package fermata.daemon.journal;

import static fermata.daemon.journal.ValueMapping.byWord;

import fermata.definition.model.AgentName;
import fermata.definition.model.NodeId;
import fermata.definition.model.OnUnknown;
import fermata.definition.model.ToolName;
import fermata.engine.run.CallId;
import fermata.engine.run.FanOutId;
import fermata.engine.run.FetchedContext;
import fermata.engine.run.ForkPoint;
import fermata.engine.run.HeldReason;
import fermata.engine.run.ItemId;
import fermata.engine.run.ModelReply;
import fermata.engine.run.QuestionId;
import fermata.engine.run.QuestionKind;
import fermata.engine.run.ResumeCause;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunEvent.Branch;
import fermata.engine.run.RunId;
import fermata.engine.run.SessionId;
import fermata.engine.run.StepId;
import fermata.engine.run.StepStatus;
import fermata.engine.run.TimerId;
import fermata.engine.run.WaitEnd;
import fermata.wire.event.AgentFact;
import fermata.wire.event.ArtifactFact;
import fermata.wire.event.BranchFact;
import fermata.wire.event.ConversationFact;
import fermata.wire.event.DebugFact;
import fermata.wire.event.EventData;
import fermata.wire.event.GoalFact;
import fermata.wire.event.LedgerFact;
import fermata.wire.event.MessageFact;
import fermata.wire.event.ModelFact;
import fermata.wire.event.QuestionFact;
import fermata.wire.event.RunFact;
import fermata.wire.event.SessionFact;
import fermata.wire.event.StepFact;
import fermata.wire.event.SubrunFact;
import fermata.wire.event.ToolFact;
import fermata.wire.event.WaitFact;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stored facts as the engine's events, to fold them. {@link EventMapping} is the way there.
 *
 * <p>A word that is not known is an {@link IllegalArgumentException}: the journal is damaged or
 * from a newer build.
 */
public final class FactMapping {

  private static final String QUESTION = "question:";
  private static final String TIMER = "timer:";
  private static final String CHILD = "child:";
  private static final String PAUSED = "paused";
  private static final String EVENT = "event:";
  private static final String TOOL = "tool:";

  private FactMapping() {}

  /** {@return the event of a run that a fact is; empty for a fact about the session} */
  public static Optional<RunEvent> toEvent(EventData fact) {
    return switch (fact) {
      case RunFact run -> Optional.of(toEvent(run));
      case StepFact step -> Optional.of(toEvent(step));
      case MessageFact message -> Optional.of(toEvent(message));
      case ModelFact model -> Optional.of(toEvent(model));
      case ToolFact tool -> Optional.of(toEvent(tool));
      case QuestionFact question -> Optional.of(toEvent(question));
      case SubrunFact subrun -> Optional.of(SubrunMapping.toEvent(subrun));
      case LedgerFact ledger -> Optional.of(toEvent(ledger));
      case BranchFact branch -> Optional.of(BranchMapping.toEvent(branch));
      case ConversationFact conversation -> Optional.of(ConversationMapping.toEvent(conversation));
      case GoalFact goal -> Optional.of(GoalMapping.toEvent(goal));
      case WaitFact wait -> Optional.of(toEvent(wait));
      case DebugFact debug -> Optional.of(DebugMapping.toEvent(debug));
      case SessionFact _, ArtifactFact _, AgentFact _, EventData.Published _ -> Optional.empty();
      case EventData.Unrecognised(var type, _) ->
          throw new IllegalArgumentException("event type '" + type + "' is not known");
    };
  }

  private static RunEvent toEvent(RunFact fact) {
    return switch (fact) {
      case RunFact.Started started ->
          new RunEvent.RunStarted(
              new RunId(started.run()),
              new SessionId(started.session()),
              new AgentName(started.agent()),
              started.digest(),
              started.entry(),
              started.input(),
              ValueMapping.fromWireTools(started.tools()),
              ValueMapping.fromWireModels(started.models()),
              GrantMapping.fromWire(started.grant()));
      case RunFact.Held(var reasons) ->
          new RunEvent.RunHeld(reasons.stream().map(FactMapping::reason).toList());
      case RunFact.Pausing(var reason, var by) -> new RunEvent.RunPausing(reason, by);
      case RunFact.Resumed(var cause) ->
          new RunEvent.RunResumed(
              byWord(ResumeCause.values(), ResumeCause::label, cause.wireName()));
      case RunFact.Interrupted(var cause) -> new RunEvent.RunInterrupted(cause.wireName());
      case RunFact.Forked forked ->
          new RunEvent.RunForked(
              new ForkPoint(
                  new SessionId(forked.parentSession()),
                  new RunId(forked.parentRun()),
                  forked.at()),
              forked.input(),
              forked.state(),
              ValueMapping.fromWireTools(forked.tools()),
              ValueMapping.fromWireModels(forked.models()),
              forked.shiftMs());
      case RunFact.Cancelling(var reason, var by) -> new RunEvent.RunCancelling(reason, by);
      case RunFact.Failing(var error) ->
          new RunEvent.RunFailing(ValueMapping.fromWire(error), stepOf(error), nodeOf(error));
      case RunFact.Completed(var output, var usage, var millis) ->
          new RunEvent.RunCompleted(output, ValueMapping.fromWire(usage), millis);
      case RunFact.Failed(var error, var usage, var millis) ->
          new RunEvent.RunFailed(
              ValueMapping.fromWire(error),
              stepOf(error),
              nodeOf(error),
              ValueMapping.fromWire(usage),
              millis);
      case RunFact.Cancelled(var reason, var by, var usage, var millis) ->
          new RunEvent.RunCancelled(reason, by, ValueMapping.fromWire(usage), millis);
    };
  }

  private static @Nullable StepId stepOf(fermata.wire.event.Failure error) {
    String step = error.step();
    return step == null ? null : new StepId(step);
  }

  private static @Nullable NodeId nodeOf(fermata.wire.event.Failure error) {
    String node = error.node();
    return node == null ? null : new NodeId(node);
  }

  private static HeldReason reason(String label) {
    if (label.startsWith(QUESTION)) {
      return new HeldReason.Question(new QuestionId(label.substring(QUESTION.length())));
    }
    if (label.startsWith(TIMER)) {
      return new HeldReason.Timer(new TimerId(label.substring(TIMER.length())));
    }
    if (label.startsWith(CHILD)) {
      return new HeldReason.Child(new RunId(label.substring(CHILD.length())));
    }
    if (label.equals(PAUSED)) {
      return new HeldReason.Paused();
    }
    if (label.startsWith(EVENT)) {
      return new HeldReason.Event(new StepId(label.substring(EVENT.length())));
    }
    if (label.startsWith(TOOL)) {
      return new HeldReason.Tool(new CallId(label.substring(TOOL.length())));
    }
    throw new IllegalArgumentException("reason '" + label + "' is not known");
  }

  private static RunEvent toEvent(WaitFact fact) {
    return switch (fact) {
      case WaitFact.Started(var step, var dueAt, var event) ->
          new RunEvent.WaitStarted(new StepId(step), dueAt, awaited(event));
      case WaitFact.Ended(var step, var by, var event) ->
          new RunEvent.WaitEnded(
              new StepId(step),
              byWord(WaitEnd.values(), WaitEnd::label, by),
              ValueMapping.fromWireOrNull(event));
      case WaitFact.Emitted(var step, var schema, var tags, var data) ->
          new RunEvent.EventEmitted(new StepId(step), schema, tags, data);
      case WaitFact.ContextFetched(var name, var value, var events) ->
          new RunEvent.ContextFetched(new FetchedContext(name, value, events));
    };
  }

  private static RunEvent.@Nullable Awaited awaited(WaitFact.@Nullable Awaited event) {
    return event == null
        ? null
        : new RunEvent.Awaited(event.selector(), event.allowSelf(), event.since());
  }

  private static RunEvent toEvent(StepFact fact) {
    return switch (fact) {
      case StepFact.Started started ->
          new RunEvent.StepStarted(
              new StepId(started.step()),
              new NodeId(started.node()),
              started.kind(),
              started.visit(),
              started.fanOut().stream().map(FanOutId::new).toList(),
              BranchMapping.element(started.map(), started.element()));
      case StepFact.Received(var step, var inputs) ->
          new RunEvent.StepReceived(new StepId(step), inputs);
      case StepFact.Attempted(var step, var attempt) ->
          new RunEvent.StepAttempted(new StepId(step), attempt);
      case StepFact.Finished finished ->
          new RunEvent.StepFinished(
              new StepId(finished.step()),
              new NodeId(finished.node()),
              byWord(StepStatus.values(), StepStatus::label, finished.status().wireName()),
              finished.outputs(),
              ValueMapping.fromWireOrNull(finished.error()),
              finished.edges());
      case StepFact.RetryScheduled retry ->
          new RunEvent.RetryScheduled(
              new StepId(retry.step()),
              new CallId(retry.call()),
              retry.attempt(),
              new TimerId(retry.timer()),
              retry.dueAt(),
              ValueMapping.fromWire(retry.error()));
      case StepFact.EdgeTaken taken -> toEvent(taken);
    };
  }

  private static RunEvent.EdgeTaken toEvent(StepFact.EdgeTaken taken) {
    String label = taken.label();
    String fanOut = taken.fanOut();
    Integer branch = taken.branch();
    return new RunEvent.EdgeTaken(
        new StepId(taken.step()),
        new NodeId(taken.from()),
        new NodeId(taken.to()),
        label == null ? "" : label,
        taken.isDefault(),
        fanOut == null || branch == null ? null : new Branch(new FanOutId(fanOut), branch),
        taken.inputs());
  }

  private static RunEvent toEvent(MessageFact fact) {
    return switch (fact) {
      case MessageFact.Created(var step, var item, var role, var text, var request, var images) ->
          new RunEvent.MessageCreated(
              new StepId(step),
              new ItemId(item),
              byWord(RunEvent.Role.values(), ValueMapping::word, role.wireName()),
              text,
              request,
              images == null ? List.of() : images);
      case MessageFact.Completed completed ->
          new RunEvent.MessageCompleted(
              new StepId(completed.step()),
              new CallId(completed.call()),
              new ItemId(completed.item()),
              new ModelReply(
                  completed.text(),
                  completed.reasoning(),
                  ValueMapping.toRequests(completed.toolCalls()),
                  byWord(ModelReply.Finish.values(), ValueMapping::word, completed.finish()),
                  ValueMapping.toTokens(completed.usage()),
                  completed.thoughts()));
    };
  }

  private static RunEvent toEvent(ModelFact fact) {
    return switch (fact) {
      case ModelFact.Started started ->
          new RunEvent.ModelStarted(
              new StepId(started.step()),
              new CallId(started.call()),
              started.model(),
              started.attempt(),
              new ItemId(started.item()),
              started.deadline(),
              ValueMapping.toReservation(started.reserved()));
      case ModelFact.Failed(var step, var call, var error, var stopping) ->
          new RunEvent.ModelFailed(
              new StepId(step), new CallId(call), ValueMapping.fromWire(error), stopping);
      case ModelFact.Lost(var step, var call) ->
          new RunEvent.ModelLost(new StepId(step), new CallId(call));
    };
  }

  private static RunEvent toEvent(ToolFact fact) {
    return switch (fact) {
      case ToolFact.Requested(var step, var call, var tool, var args, var request) ->
          new RunEvent.ToolRequested(
              new StepId(step), new CallId(call), new ToolName(tool), args, request);
      case ToolFact.Approved(var step, var call, var by, var rule) ->
          new RunEvent.ToolApproved(new StepId(step), new CallId(call), by, rule);
      case ToolFact.Denied(var step, var call, var by, var reason) ->
          new RunEvent.ToolDenied(new StepId(step), new CallId(call), reason, by);
      case ToolFact.Started(var step, var call, var tool, var attempt, var key, var deadline) ->
          new RunEvent.ToolStarted(
              new StepId(step), new CallId(call), new ToolName(tool), attempt, key, deadline);
      case ToolFact.Completed(var step, var call, var tool, var result, var millis) ->
          new RunEvent.ToolCompleted(
              new StepId(step), new CallId(call), new ToolName(tool), result, millis);
      case ToolFact.Failed(var step, var call, var tool, var error, var stopping) ->
          new RunEvent.ToolFailed(
              new StepId(step),
              new CallId(call),
              new ToolName(tool),
              ValueMapping.fromWire(error),
              stopping);
      case ToolFact.Unknown(var step, var call, var tool, var then, var reason) ->
          new RunEvent.ToolUnknown(
              new StepId(step),
              new CallId(call),
              new ToolName(tool),
              byWord(OnUnknown.values(), ValueMapping::word, then),
              reason);
      case ToolFact.Late(var call, var what) ->
          new RunEvent.CallLate(
              new CallId(call), byWord(RunEvent.Late.values(), ValueMapping::word, what));
    };
  }

  private static RunEvent toEvent(QuestionFact fact) {
    return switch (fact) {
      case QuestionFact.Asked asked -> toEvent(asked);
      case QuestionFact.Answered(var question, var answer, var by) ->
          new RunEvent.QuestionAnswered(new QuestionId(question), answer, by);
      case QuestionFact.Expired(var question) ->
          new RunEvent.QuestionExpired(new QuestionId(question));
      case QuestionFact.Withdrawn(var question, var reason) ->
          new RunEvent.QuestionWithdrawn(new QuestionId(question), reason);
    };
  }

  /** {@return the event of a question} */
  public static RunEvent.QuestionAsked toEvent(QuestionFact.Asked asked) {
    List<String> options = asked.options();
    String tool = asked.tool();
    String call = asked.call();
    return new RunEvent.QuestionAsked(
        new QuestionId(asked.question()),
        new StepId(asked.step()),
        byWord(QuestionKind.values(), QuestionKind::label, asked.kind().wireName()),
        asked.text(),
        call == null ? null : new CallId(call),
        ValueMapping.fromWireFields(asked.fields()),
        options == null ? List.of() : options,
        tool == null ? null : new ToolName(tool),
        asked.args(),
        asked.expiresAt(),
        asked.limit(),
        asked.assignee());
  }

  private static RunEvent toEvent(LedgerFact fact) {
    return switch (fact) {
      case LedgerFact.StatePatched(var step, var key, var value, var version) ->
          new RunEvent.StatePatched(new StepId(step), key, value, Math.toIntExact(version));
      case LedgerFact.StateLoaded(var values) ->
          new RunEvent.StateLoaded(ValueMapping.fromWireShared(values));
      case LedgerFact.UsageUpdated(var usage) ->
          new RunEvent.UsageUpdated(ValueMapping.fromWire(usage));
      case LedgerFact.BudgetMarked(var limit, var percent, var used, var max) ->
          new RunEvent.BudgetMarked(limit, percent, used, max);
      case LedgerFact.BudgetRaised(var limit, var max, var by) ->
          new RunEvent.BudgetRaised(limit, max, by);
      case LedgerFact.Warned(var kind, var message) -> new RunEvent.Warning(kind, message);
    };
  }
}
