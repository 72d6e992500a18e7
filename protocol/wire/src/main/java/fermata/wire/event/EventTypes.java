package fermata.wire.event;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The table of event types: every durable event that a daemon may send, with its record. A test
 * holds it against the sealed interfaces, so that neither has an entry that the other lacks.
 */
public final class EventTypes {

  /** Every type, in the order of the documents. */
  public static final List<EventType> ALL =
      List.of(
          new EventType("session.created", SessionFact.Created.class, "The session exists"),
          new EventType(
              "session.updated",
              SessionFact.Updated.class,
              "The title or the metadata of the session were changed"),
          new EventType(
              "session.archived",
              SessionFact.Archived.class,
              "The session was put away, or taken out again"),
          new EventType(
              "definition.accepted",
              SessionFact.DefinitionAccepted.class,
              "A run goes on with a changed definition, because somebody wanted that"),
          new EventType(
              "run.queued",
              SessionFact.RunQueued.class,
              "The run waits for a place at its entry point"),
          new EventType("run.started", RunFact.Started.class, "The run began at an entry point"),
          new EventType(
              "run.held", RunFact.Held.class, "Nothing goes on until something outside happens"),
          new EventType(
              "run.pausing",
              RunFact.Pausing.class,
              "Asked to stand still; what is under way may end"),
          new EventType("run.resumed", RunFact.Resumed.class, "A held or interrupted run goes on"),
          new EventType(
              "run.interrupted", RunFact.Interrupted.class, "The run was found without a daemon"),
          new EventType(
              "run.forked",
              RunFact.Forked.class,
              "What came before is a copy of another run; from here on this one goes its own way"),
          new EventType(
              "run.cancelling",
              RunFact.Cancelling.class,
              "Cancelling began; work under way is being ended"),
          new EventType(
              "run.failing",
              RunFact.Failing.class,
              "The run is bound to fail; work under way is being ended"),
          new EventType("run.completed", RunFact.Completed.class, "The run ended with an output"),
          new EventType("run.failed", RunFact.Failed.class, "The run ended without an output"),
          new EventType("run.cancelled", RunFact.Cancelled.class, "The run was ended by somebody"),
          new EventType("step.started", StepFact.Started.class, "A node was activated"),
          new EventType("step.received", StepFact.Received.class, "The node was given values"),
          new EventType("step.attempted", StepFact.Attempted.class, "The step is tried again"),
          new EventType("step.finished", StepFact.Finished.class, "The step ended"),
          new EventType(
              "retry.scheduled",
              StepFact.RetryScheduled.class,
              "The next attempt of a failed step waits for a timer"),
          new EventType("edge.taken", StepFact.EdgeTaken.class, "The run went over an edge"),
          new EventType(
              "branch.failed",
              BranchFact.Failed.class,
              "A branch failed, and the node where its branches meet goes on without it"),
          new EventType(
              "branches.withdrawn",
              BranchFact.Withdrawn.class,
              "A node goes on without the branches that have not come"),
          new EventType(
              "state.conflicted",
              BranchFact.Conflicted.class,
              "What branches wrote to a key of the state cannot meet"),
          new EventType(
              "step.deciding",
              BranchFact.Deciding.class,
              "The work of a step is done, and a model is asked where to go"),
          new EventType(
              "edge.decided",
              BranchFact.Decided.class,
              "A model decided where to go; it is not asked again"),
          new EventType(
              "map.started",
              BranchFact.MapStarted.class,
              "A step goes over the elements of a list"),
          new EventType(
              "element.started",
              BranchFact.ElementStarted.class,
              "The body of a map begins for an element"),
          new EventType(
              "element.finished",
              BranchFact.ElementFinished.class,
              "The body of a map ended for an element"),
          new EventType(
              "message.created",
              MessageFact.Created.class,
              "A message of the run itself is part of the conversation"),
          new EventType(
              "message.completed",
              MessageFact.Completed.class,
              "A reply of a model is whole; its deltas have ended"),
          new EventType("model.started", ModelFact.Started.class, "A request is about to go out"),
          new EventType("model.failed", ModelFact.Failed.class, "The call failed"),
          new EventType(
              "model.lost",
              ModelFact.Lost.class,
              "The daemon died during the call; the money stays counted"),
          new EventType(
              "conversation.continued",
              ConversationFact.Continued.class,
              "A step goes on with the conversation of the visit before"),
          new EventType(
              "conversation.compacted",
              ConversationFact.Compacted.class,
              "The model is no longer told a part of what was said"),
          new EventType(
              "conversation.summarizing",
              ConversationFact.Summarizing.class,
              "A model is about to sum up a part of a conversation"),
          new EventType("model.stalled", ConversationFact.Stalled.class, "A model repeats itself"),
          new EventType(
              "steer.accepted",
              ConversationFact.Steered.class,
              "Somebody wants the model of a step to be told something at its next turn"),
          new EventType(
              "steer.applied",
              ConversationFact.SteerApplied.class,
              "The model of a step is told what somebody wanted it to be"),
          new EventType(
              "step.judging",
              ConversationFact.Judging.class,
              "A model is about to judge the outputs of a step"),
          new EventType(
              "step.judged", ConversationFact.Judged.class, "A model judged the outputs of a step"),
          new EventType("tool.requested", ToolFact.Requested.class, "A call was asked for"),
          new EventType("tool.approved", ToolFact.Approved.class, "The call may go out"),
          new EventType("tool.denied", ToolFact.Denied.class, "The call may not go out"),
          new EventType("tool.started", ToolFact.Started.class, "The call is about to go out"),
          new EventType("tool.completed", ToolFact.Completed.class, "The call gave a result"),
          new EventType("tool.failed", ToolFact.Failed.class, "The call gave none"),
          new EventType(
              "tool.unknown",
              ToolFact.Unknown.class,
              "The daemon died during the call: whether it had an effect is not known"),
          new EventType(
              "subrun.started",
              SubrunFact.Started.class,
              "A run of another agent is about to begin"),
          new EventType(
              "subrun.stopping",
              SubrunFact.Stopping.class,
              "The child run was given up and is being ended"),
          new EventType("subrun.finished", SubrunFact.Finished.class, "The child run has ended"),
          new EventType(
              "subrun.asked",
              SubrunFact.Asked.class,
              "Somebody is asked in the child run or below it, or no longer is"),
          new EventType(
              "call.late",
              ToolFact.Late.class,
              "A result of work that had ended; it changes nothing"),
          new EventType("question.asked", QuestionFact.Asked.class, "The run waits for an answer"),
          new EventType("question.answered", QuestionFact.Answered.class, "Somebody answered"),
          new EventType("question.expired", QuestionFact.Expired.class, "Nobody answered in time"),
          new EventType(
              "question.withdrawn", QuestionFact.Withdrawn.class, "The answer is no longer wanted"),
          new EventType(
              "state.patched", LedgerFact.StatePatched.class, "A key of the state has a new value"),
          new EventType(
              "state.loaded",
              LedgerFact.StateLoaded.class,
              "What other runs have written to keys that outlive a run"),
          new EventType(
              "state.written",
              AgentFact.StateWritten.class,
              "A run wrote a key that all runs of the agent share"),
          new EventType("goal.judging", GoalFact.Judging.class, "A model judges what the run gave"),
          new EventType(
              "goal.evaluated", GoalFact.Evaluated.class, "The run was held against its goal"),
          new EventType(
              "constraint.violated",
              GoalFact.ConstraintViolated.class,
              "A constraint of the goal was broken"),
          new EventType("usage.updated", LedgerFact.UsageUpdated.class, "The usage changed"),
          new EventType(
              "budget.marked", LedgerFact.BudgetMarked.class, "A limit is nearly used up"),
          new EventType(
              "budget.raised", LedgerFact.BudgetRaised.class, "Somebody let the run use more"),
          new EventType("wait.started", WaitFact.Started.class, "The step waits"),
          new EventType("wait.ended", WaitFact.Ended.class, "The step waits no longer"),
          new EventType(
              "event.emitted",
              WaitFact.Emitted.class,
              "The run published an event, which is in the journal of the workspace by now"),
          new EventType(
              "context.fetched",
              WaitFact.ContextFetched.class,
              "Published events that the run was started with"),
          new EventType(
              "artifact.created",
              ArtifactFact.Created.class,
              "A content is kept under a name that the session did not have"),
          new EventType(
              "artifact.updated",
              ArtifactFact.Updated.class,
              "Another content is kept under a name"),
          new EventType(
              "debug.set", DebugFact.Set.class, "A debugger said where the run is to stand still"),
          new EventType(
              "debug.stepping", DebugFact.Stepping.class, "Somebody steps through the run"),
          new EventType(
              "debug.reached",
              DebugFact.Reached.class,
              "The run is at a place that a debugger has marked"),
          new EventType("warning", LedgerFact.Warned.class, "Something that a person should know"));

  /** The type of {@link EventData.Published}, which is in no table: its data is not ours. */
  public static final String PUBLISHED = "event.published";

  private static final Map<String, EventType> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(EventType::name, type -> type));
  private static final Map<Class<?>, EventType> BY_RECORD =
      ALL.stream().collect(Collectors.toUnmodifiableMap(EventType::data, type -> type));

  private EventTypes() {}

  /** {@return the type with that name, if this build knows it} */
  public static Optional<EventType> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** {@return the name of the type of a fact, such as {@code run.started}} */
  public static String nameOf(EventData fact) {
    return switch (fact) {
      case EventData.Unrecognised(var type, _) -> type;
      case EventData.Published _ -> PUBLISHED;
      default -> Objects.requireNonNull(BY_RECORD.get(fact.getClass())).name();
    };
  }
}
