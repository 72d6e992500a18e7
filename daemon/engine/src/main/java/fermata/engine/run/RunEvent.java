package fermata.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.model.AgentName;
import fermata.definition.model.Conduct;
import fermata.definition.model.Field;
import fermata.definition.model.NodeId;
import fermata.definition.model.OnUnknown;
import fermata.definition.model.Ordered;
import fermata.definition.model.ToolName;
import fermata.definition.tool.ToolTraits;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A durable fact about a run.
 *
 * <p>The state of a run is the fold of these, in order, with the time at which each was stored.
 * {@code run.completed}, {@code run.failed} and {@code run.cancelled} are the terminal ones: a run
 * has exactly one, and nothing after it.
 */
public sealed interface RunEvent {

  /** {@code run.started}. */
  record RunStarted(
      RunId run,
      SessionId session,
      AgentName agent,
      String digest,
      String entry,
      JsonNode input,
      SequencedMap<ToolName, ToolTraits> tools,
      SequencedMap<String, ModelTraits> models,
      Grant grant)
      implements RunEvent {

    public RunStarted {
      tools = Ordered.copyOf(tools);
      models = Ordered.copyOf(models);
    }
  }

  /** {@code run.held}: nothing can go on before one of the reasons is gone. */
  record RunHeld(List<HeldReason> reasons) implements RunEvent {

    public RunHeld {
      reasons = List.copyOf(reasons);
    }
  }

  /** {@code run.pausing}: asked to stand still; nothing new starts. */
  record RunPausing(String reason, String by) implements RunEvent {}

  /** {@code run.resumed}. */
  record RunResumed(ResumeCause cause) implements RunEvent {}

  /**
   * {@code run.interrupted}: every call that was under way is lost.
   *
   * @param cause {@code crash} or {@code shutdown}
   */
  record RunInterrupted(String cause) implements RunEvent {}

  /**
   * {@code run.forked}: what came before is a copy of what happened to another run; from here on
   * this one goes its own way. Calls that were under way there are lost here.
   *
   * @param input the whole input from now on
   * @param state values that keys of the shared state have from now on
   * @param shiftMillis by which everything that is waited for comes later
   */
  record RunForked(
      ForkPoint parent,
      JsonNode input,
      SequencedMap<String, JsonNode> state,
      SequencedMap<ToolName, ToolTraits> tools,
      SequencedMap<String, ModelTraits> models,
      long shiftMillis)
      implements RunEvent {

    public RunForked {
      state = Ordered.copyOf(state);
      tools = Ordered.copyOf(tools);
      models = Ordered.copyOf(models);
    }
  }

  /** {@code run.cancelling}: asked to end; work is being stopped. */
  record RunCancelling(String reason, String by) implements RunEvent {}

  /** {@code run.failing}: bound to fail; calls of other branches are being stopped. */
  record RunFailing(Failure error, @Nullable StepId step, @Nullable NodeId node)
      implements RunEvent {}

  /** {@code run.completed}; terminal. Wall time, held time included. */
  record RunCompleted(JsonNode output, Usage usage, long durationMillis) implements RunEvent {}

  /** {@code run.failed}; terminal. The step and node are absent where the run itself failed. */
  record RunFailed(
      Failure error, @Nullable StepId step, @Nullable NodeId node, Usage usage, long durationMillis)
      implements RunEvent {}

  /** {@code run.cancelled}; terminal. */
  record RunCancelled(String reason, String by, Usage usage, long durationMillis)
      implements RunEvent {}

  /**
   * {@code step.started}.
   *
   * @param kind of the node
   * @param visit how many times the run has been at the node, this one included
   * @param fanOut the fan-outs that the step is a branch of, outermost first, as far as other
   *     branches of them are still under way
   * @param element in the body of a map step
   */
  record StepStarted(
      StepId step,
      NodeId node,
      String kind,
      int visit,
      List<FanOutId> fanOut,
      @Nullable ElementId element)
      implements RunEvent {

    public StepStarted {
      fanOut = List.copyOf(fanOut);
    }
  }

  /**
   * {@code step.received}: the values that a node is given.
   *
   * @param inputs an object
   */
  record StepReceived(StepId step, JsonNode inputs) implements RunEvent {}

  /** {@code step.attempted}: the second or a later attempt begins. */
  record StepAttempted(StepId step, int attempt) implements RunEvent {}

  /**
   * {@code step.finished}.
   *
   * @param outputs an object; present on success
   * @param error present on failure, timeout and denial
   * @param edges how many {@code edge.taken} or {@code branch.failed} of this step follow at once
   */
  record StepFinished(
      StepId step,
      NodeId node,
      StepStatus status,
      @Nullable JsonNode outputs,
      @Nullable Failure error,
      int edges)
      implements RunEvent {}

  /** {@code retry.scheduled}: an attempt failed, the next one waits. */
  record RetryScheduled(
      StepId step, CallId call, int attempt, TimerId timer, Instant dueAt, Failure error)
      implements RunEvent {}

  /**
   * {@code edge.taken}.
   *
   * @param step the source
   * @param label empty where the edge has none
   * @param branch where several edges were taken
   * @param inputs what the edge gives its target, an object; absent where it gives nothing
   */
  record EdgeTaken(
      StepId step,
      NodeId from,
      NodeId to,
      String label,
      boolean isDefault,
      @Nullable Branch branch,
      @Nullable JsonNode inputs)
      implements RunEvent {}

  /**
   * One branch of a fan-out.
   *
   * @param index counts from 0 in the order of the file
   */
  record Branch(FanOutId fanOut, int index) {}

  /**
   * {@code branch.failed}: the branch of a step that failed ends here, and a node goes on without
   * it.
   *
   * @param to the node where its branches meet
   */
  record BranchFailed(StepId step, NodeId from, NodeId to, Failure error) implements RunEvent {}

  /**
   * {@code branches.withdrawn}: a node goes on without the branches that have not come.
   *
   * @param element in the body of a map step
   * @param steps that were under way in them
   */
  record BranchesWithdrawn(
      NodeId node, @Nullable ElementId element, List<StepId> steps, Withdrawn why)
      implements RunEvent {

    public BranchesWithdrawn {
      steps = List.copyOf(steps);
    }
  }

  /** Why branches were withdrawn. */
  enum Withdrawn {
    ENOUGH,
    DEADLINE
  }

  /**
   * {@code state.conflicted}: what branches wrote to a key of the state cannot meet.
   *
   * @param step where they meet; absent at the end of the run
   * @param values what was written, in the order of the branches
   */
  record StateConflicted(@Nullable StepId step, String key, List<JsonNode> values, Failure error)
      implements RunEvent {

    public StateConflicted {
      values = List.copyOf(values);
    }
  }

  /**
   * {@code step.deciding}: the work of a step is done, and a model is asked where to go.
   *
   * @param status how the work ended
   * @param question the pointer of the question in the definition
   * @param options what the model chooses from
   */
  record StepDeciding(
      StepId step,
      StepStatus status,
      @Nullable JsonNode outputs,
      @Nullable Failure error,
      String question,
      List<String> options)
      implements RunEvent {

    public StepDeciding {
      options = List.copyOf(options);
    }
  }

  /**
   * {@code edge.decided}: what a model decided; it is not asked again.
   *
   * @param choice {@code yes} or {@code no}, or the word of a route
   */
  record EdgeDecided(StepId step, String question, String choice) implements RunEvent {}

  /** {@code map.started}: a step goes over the elements of a list. */
  record MapStarted(StepId step, JsonNode items) implements RunEvent {}

  /**
   * {@code element.started}.
   *
   * @param index counts from 0
   */
  record ElementStarted(StepId step, int index) implements RunEvent {}

  /**
   * {@code element.finished}.
   *
   * @param result the outputs of its last nodes; absent where it failed
   */
  record ElementFinished(StepId step, int index, @Nullable JsonNode result, @Nullable Failure error)
      implements RunEvent {}

  /**
   * {@code message.created}: a message of ours to a model.
   *
   * @param request the id of the model's tool request, in an answer to one
   */
  record MessageCreated(
      StepId step,
      ItemId item,
      Role role,
      String text,
      @Nullable String request,
      List<String> images)
      implements RunEvent {}

  /** Who speaks in a {@link MessageCreated}. */
  enum Role {
    SYSTEM,
    USER,
    TOOL
  }

  /**
   * {@code model.started}: intent; the request goes out after this is stored.
   *
   * @param item the message to come
   * @param deadline when the attempt is given up
   */
  record ModelStarted(
      StepId step,
      CallId call,
      String model,
      int attempt,
      ItemId item,
      Instant deadline,
      Reservation reserved)
      implements RunEvent {}

  /**
   * {@code model.failed}: the attempt is over.
   *
   * @param stopping whether the engine gave it up and its work has still to be stopped
   */
  record ModelFailed(StepId step, CallId call, Failure error, boolean stopping)
      implements RunEvent {}

  /** {@code model.lost}: its outcome will never be known; what was reserved counts as spent. */
  record ModelLost(StepId step, CallId call) implements RunEvent {}

  /** {@code message.completed}: the reply of a model; the whole authoritative text. */
  record MessageCompleted(StepId step, CallId call, ItemId item, ModelReply reply)
      implements RunEvent {}

  /**
   * {@code conversation.continued}: a step goes on with the conversation that the visit of its node
   * before has left.
   *
   * @param messages how many it has
   */
  record ConversationContinued(StepId step, int messages) implements RunEvent {}

  /**
   * {@code conversation.compacted}: what the model is told from now on leaves out a part of what
   * was said, which the journal keeps. A turn is a reply with what it was told in return.
   *
   * @param dropped how many turns, the oldest first, are left out
   * @param shortened how many turns after those have the results of their tools cut
   * @param tokensBefore what the conversation is estimated to take
   * @param summary of the turns that are left out, by a model; absent without one
   */
  record ConversationCompacted(
      StepId step,
      int dropped,
      int shortened,
      long tokensBefore,
      long tokensAfter,
      @Nullable String summary)
      implements RunEvent {}

  /**
   * {@code conversation.summarizing}: a model is about to sum up what will be left out.
   *
   * @param dropped how many turns, the oldest first, will be left out
   * @param shortened how many turns after those will have the results of their tools cut
   */
  record ConversationSummarizing(StepId step, int dropped, int shortened) implements RunEvent {}

  /**
   * {@code model.stalled}: a model repeats itself.
   *
   * @param kind {@code llm.stall} for what it says, {@code llm.doom-loop} for what it asks for
   * @param times in a row
   * @param then what follows
   */
  record ModelStalled(StepId step, String kind, int times, Conduct.OnStall then)
      implements RunEvent {}

  /**
   * {@code steer.accepted}: somebody wants the model of a step to be told something at its next
   * turn.
   */
  record SteerAccepted(StepId step, String text, String by) implements RunEvent {}

  /**
   * {@code steer.applied}: the model of a step is told what somebody wanted it to be.
   *
   * @param item the message of it
   */
  record SteerApplied(StepId step, ItemId item) implements RunEvent {}

  /**
   * {@code step.judging}: the outputs of a step are there, and a model is about to judge them.
   *
   * @param outputs an object
   */
  record StepJudging(StepId step, JsonNode outputs) implements RunEvent {}

  /** {@code step.judged}: what a model says about the outputs of a step. */
  record StepJudged(StepId step, boolean isAccepted, String reason) implements RunEvent {}

  /**
   * {@code tool.requested}: a call that may need approval; nothing has started.
   *
   * @param request what asks for it: the id of the model's tool request, or of the step of a
   *     workflow; absent where the node has only one call
   */
  record ToolRequested(
      StepId step, CallId call, ToolName tool, JsonNode args, @Nullable String request)
      implements RunEvent {}

  /**
   * {@code tool.approved}, by a rule or somebody; what needs no approval has none.
   *
   * @param rule such as {@code approvals.rules[0]}
   */
  record ToolApproved(StepId step, CallId call, String by, @Nullable String rule)
      implements RunEvent {}

  /** {@code tool.denied}: the call never starts. */
  record ToolDenied(StepId step, CallId call, String reason, String by) implements RunEvent {}

  /**
   * {@code tool.started}: intent; the call goes out after this is stored.
   *
   * @param key the idempotency key, the same for every attempt
   * @param deadline when the attempt is given up
   */
  record ToolStarted(
      StepId step, CallId call, ToolName tool, int attempt, String key, Instant deadline)
      implements RunEvent {}

  /** {@code tool.completed}. */
  record ToolCompleted(
      StepId step, CallId call, ToolName tool, JsonNode result, long durationMillis)
      implements RunEvent {}

  /**
   * {@code tool.failed}: the attempt is over, or the call will not be made.
   *
   * @param stopping whether the engine gave it up and its work has still to be stopped
   */
  record ToolFailed(StepId step, CallId call, ToolName tool, Failure error, boolean stopping)
      implements RunEvent {}

  /**
   * {@code tool.unknown}: whether the call has had its effect cannot be known.
   *
   * @param then what is done about it
   * @param reason what ended with the call; the daemon where absent
   */
  record ToolUnknown(
      StepId step, CallId call, ToolName tool, OnUnknown then, @Nullable String reason)
      implements RunEvent {}

  /**
   * {@code subrun.started}: intent; the child run begins after this is stored.
   *
   * @param digest of the child's definition
   * @param run the child, and its session
   * @param grant what it may use, set aside until it ends
   * @param deadline when it is given up; absent where it may take as long as it takes
   * @param entry the entry point where it starts
   */
  record SubrunStarted(
      StepId step,
      CallId call,
      AgentName agent,
      String digest,
      RunId run,
      int attempt,
      JsonNode input,
      Grant grant,
      @Nullable Instant deadline,
      String entry)
      implements RunEvent {}

  /** {@code subrun.stopping}: given up; its step fails so when the child has ended. */
  record SubrunStopping(StepId step, CallId call, RunId run, Failure error) implements RunEvent {}

  /**
   * {@code subrun.finished}: the child run has ended.
   *
   * @param output present where it completed
   * @param error present where it did not
   * @param usage of the child, which counts as the parent's
   */
  record SubrunFinished(
      StepId step,
      CallId call,
      RunId run,
      @Nullable JsonNode output,
      @Nullable Failure error,
      Usage usage)
      implements RunEvent {}

  /**
   * {@code subrun.asked}: somebody is asked in the child run, or below it. Told, not folded.
   *
   * @param isOpen false once nobody is asked any longer
   */
  record SubrunAsked(StepId step, CallId call, RunId run, QuestionId question, boolean isOpen)
      implements RunEvent {}

  /** {@code call.late}: something about a call that had been given up; changes nothing. */
  record CallLate(CallId call, Late what) implements RunEvent {}

  /** What came late. */
  enum Late {
    REPLY,
    FAILURE,
    OUTCOME,
    STOPPED,
    LOST
  }

  /**
   * {@code question.asked}.
   *
   * @param call of a question about a tool call
   * @param fields of a form, in order; empty for other kinds
   * @param options of a choice, in order; empty for other kinds
   * @param tool of a question about a tool call
   * @param args of a question about a tool call, whole
   * @param expiresAt absent where the run waits as long as it takes
   * @param limit the name of the key, of a question about a limit of the run
   * @param assignee whose answer is wanted; anybody's where absent
   */
  record QuestionAsked(
      QuestionId question,
      StepId step,
      QuestionKind kind,
      String text,
      @Nullable CallId call,
      SequencedMap<String, Field> fields,
      List<String> options,
      @Nullable ToolName tool,
      @Nullable JsonNode args,
      @Nullable Instant expiresAt,
      @Nullable String limit,
      @Nullable String assignee)
      implements RunEvent {

    public QuestionAsked {
      fields = Ordered.copyOf(fields);
      options = List.copyOf(options);
    }

    /** A question that is not about a limit of the run. */
    public QuestionAsked(
        QuestionId question,
        StepId step,
        QuestionKind kind,
        String text,
        @Nullable CallId call,
        SequencedMap<String, Field> fields,
        List<String> options,
        @Nullable ToolName tool,
        @Nullable JsonNode args,
        @Nullable Instant expiresAt) {
      this(question, step, kind, text, call, fields, options, tool, args, expiresAt, null, null);
    }

    /** {@return this with another end of the wait} */
    public QuestionAsked expiringAt(Instant at) {
      return new QuestionAsked(
          question, step, kind, text, call, fields, options, tool, args, at, limit, assignee);
    }
  }

  /** {@code question.answered}. */
  record QuestionAnswered(QuestionId question, JsonNode answer, String by) implements RunEvent {}

  /** {@code question.expired}: nobody answered in time. */
  record QuestionExpired(QuestionId question) implements RunEvent {}

  /** {@code question.withdrawn}: the run no longer wants to know. */
  record QuestionWithdrawn(QuestionId question, String reason) implements RunEvent {}

  /**
   * {@code state.patched}: a step wrote a key of the shared state.
   *
   * <p>The value is what was written. It meets what is there by the reducer of the key: at once, or
   * where the branches of a fan-out join. A journal of reduced values would grow with the square of
   * a list that is appended to.
   *
   * @param version how many times the key was written, this one included: by the run, or by all
   *     runs where it outlives one
   */
  record StatePatched(StepId step, String key, JsonNode value, int version) implements RunEvent {}

  /**
   * {@code goal.judging}: the work is done; a model is about to judge what the run gave.
   *
   * @param node that judges, see {@code Goal.judgeOf}
   * @param output what the run will end with; absent where an earlier judge was told
   */
  record GoalJudging(NodeId node, @Nullable JsonNode output) implements RunEvent {}

  /** {@code goal.evaluated}: how the run stands to its goal. Once, before the terminal event. */
  record GoalEvaluated(GoalReport report) implements RunEvent {}

  /**
   * {@code constraint.violated}. Once for each constraint.
   *
   * @param evidence the values that were looked at
   */
  record ConstraintViolated(String constraint, boolean isHard, String evidence)
      implements RunEvent {}

  /**
   * {@code state.loaded}: what other runs have written to keys that outlive a run. So the journal
   * of a run folds alone.
   */
  record StateLoaded(SequencedMap<String, SharedState.Value> values) implements RunEvent {

    public StateLoaded {
      values = Ordered.copyOf(values);
    }
  }

  /** {@code usage.updated}: what the run has used so far. Told, not folded. */
  record UsageUpdated(Usage usage) implements RunEvent {}

  /**
   * {@code budget.marked}: a good part of a limit is used up. Once per limit.
   *
   * @param limit the name of the key, such as {@code cost_usd}
   */
  record BudgetMarked(String limit, int percent, BigDecimal used, BigDecimal max)
      implements RunEvent {}

  /**
   * {@code budget.raised}: somebody let the run use more.
   *
   * @param limit the name of the key
   * @param max what holds from now on
   */
  record BudgetRaised(String limit, BigDecimal max, String by) implements RunEvent {}

  /**
   * {@code wait.started}.
   *
   * @param dueAt when the wait is over, or for an event given up; absent where the run waits as
   *     long as it takes
   * @param event what is waited for; absent where it is the time
   */
  record WaitStarted(StepId step, @Nullable Instant dueAt, @Nullable Awaited event)
      implements RunEvent {}

  /**
   * An event that is waited for.
   *
   * @param selector a form that {@code SelectorForm} reads, with the values of its expressions
   * @param allowSelf whether what this agent publishes counts
   * @param since how far back it may have been published; absent for not at all
   */
  record Awaited(ObjectNode selector, boolean allowSelf, @Nullable Instant since) {}

  /**
   * {@code wait.ended}.
   *
   * @param event present where it was waited for and came
   */
  record WaitEnded(StepId step, WaitEnd by, @Nullable PublishedEvent event) implements RunEvent {}

  /** {@code event.emitted}: published in the same commit. */
  record EventEmitted(StepId step, String schema, List<String> tags, JsonNode data)
      implements RunEvent {

    public EventEmitted {
      tags = List.copyOf(tags);
    }
  }

  /** {@code context.fetched}: what expressions read as {@code context.name}. */
  record ContextFetched(FetchedContext context) implements RunEvent {}

  /** {@code debug.set}: where a debugger wants the run to stand still from now on. */
  record BreakpointsSet(BreakpointSet set) implements RunEvent {}

  /**
   * {@code debug.stepping}: the run goes on as far as said.
   *
   * @param step the one that it is at; absent where it is at none
   */
  record SteppingBegan(@Nullable StepId step, Stride stride) implements RunEvent {}

  /**
   * {@code debug.reached}: the run is at a place that a debugger has marked.
   *
   * @param breakpoint owner and id; the name of the reason where there is none
   * @param place what makes it the same place when it is looked at again
   * @param isStop whether the run stands still for it; else it was counted or told
   * @param text of a log message, or what is wrong with a condition
   * @param outcome of a step that has failed and whose ways are not taken yet
   */
  record BreakpointReached(
      String breakpoint,
      String place,
      StopReason reason,
      boolean isStop,
      @Nullable StepId step,
      @Nullable NodeId node,
      @Nullable CallId call,
      @Nullable String text,
      @Nullable Outcome outcome)
      implements RunEvent {}

  /** How a step has failed. */
  record Outcome(StepStatus status, Failure error) {}

  /** {@code warning}. */
  record Warning(String kind, String message) implements RunEvent {}

  /** {@return the name of the event, as journals and clients spell it} */
  default String type() {
    return switch (this) {
      case RunStarted _ -> "run.started";
      case RunHeld _ -> "run.held";
      case RunPausing _ -> "run.pausing";
      case RunResumed _ -> "run.resumed";
      case RunInterrupted _ -> "run.interrupted";
      case RunForked _ -> "run.forked";
      case RunCancelling _ -> "run.cancelling";
      case RunFailing _ -> "run.failing";
      case RunCompleted _ -> "run.completed";
      case RunFailed _ -> "run.failed";
      case RunCancelled _ -> "run.cancelled";
      case StepStarted _ -> "step.started";
      case StepReceived _ -> "step.received";
      case StepAttempted _ -> "step.attempted";
      case StepFinished _ -> "step.finished";
      case RetryScheduled _ -> "retry.scheduled";
      case EdgeTaken _ -> "edge.taken";
      case BranchFailed _ -> "branch.failed";
      case BranchesWithdrawn _ -> "branches.withdrawn";
      case StateConflicted _ -> "state.conflicted";
      case StepDeciding _ -> "step.deciding";
      case EdgeDecided _ -> "edge.decided";
      case MapStarted _ -> "map.started";
      case ElementStarted _ -> "element.started";
      case ElementFinished _ -> "element.finished";
      case MessageCreated _ -> "message.created";
      case ConversationSummarizing _ -> "conversation.summarizing";
      case ModelStarted _ -> "model.started";
      case ModelFailed _ -> "model.failed";
      case ModelLost _ -> "model.lost";
      case MessageCompleted _ -> "message.completed";
      case ConversationContinued _ -> "conversation.continued";
      case ConversationCompacted _ -> "conversation.compacted";
      case ModelStalled _ -> "model.stalled";
      case SteerAccepted _ -> "steer.accepted";
      case SteerApplied _ -> "steer.applied";
      case StepJudging _ -> "step.judging";
      case StepJudged _ -> "step.judged";
      case ToolRequested _ -> "tool.requested";
      case ToolApproved _ -> "tool.approved";
      case ToolDenied _ -> "tool.denied";
      case ToolStarted _ -> "tool.started";
      case ToolCompleted _ -> "tool.completed";
      case ToolFailed _ -> "tool.failed";
      case ToolUnknown _ -> "tool.unknown";
      case SubrunStarted _ -> "subrun.started";
      case SubrunStopping _ -> "subrun.stopping";
      case SubrunFinished _ -> "subrun.finished";
      case SubrunAsked _ -> "subrun.asked";
      case CallLate _ -> "call.late";
      case QuestionAsked _ -> "question.asked";
      case QuestionAnswered _ -> "question.answered";
      case QuestionExpired _ -> "question.expired";
      case QuestionWithdrawn _ -> "question.withdrawn";
      case StatePatched _ -> "state.patched";
      case GoalJudging _ -> "goal.judging";
      case GoalEvaluated _ -> "goal.evaluated";
      case ConstraintViolated _ -> "constraint.violated";
      case StateLoaded _ -> "state.loaded";
      case UsageUpdated _ -> "usage.updated";
      case BudgetMarked _ -> "budget.marked";
      case BudgetRaised _ -> "budget.raised";
      case WaitStarted _ -> "wait.started";
      case WaitEnded _ -> "wait.ended";
      case EventEmitted _ -> "event.emitted";
      case ContextFetched _ -> "context.fetched";
      case BreakpointsSet _ -> "debug.set";
      case SteppingBegan _ -> "debug.stepping";
      case BreakpointReached _ -> "debug.reached";
      case Warning _ -> "warning";
    };
  }

  /** Whether the run is over after this. */
  default boolean isTerminal() {
    return this instanceof RunCompleted
        || this instanceof RunFailed
        || this instanceof RunCancelled;
  }
}
