package fermata.engine.fold;

import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Conduct;
import fermata.definition.model.Node;
import fermata.engine.run.CallId;
import fermata.engine.run.ElementId;
import fermata.engine.run.Message;
import fermata.engine.run.ModelReply;
import fermata.engine.run.Reservation;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepId;
import fermata.engine.run.ToolRequest;
import fermata.engine.run.Usage;
import fermata.engine.state.Call;
import fermata.engine.state.Conversation;
import fermata.engine.state.Conversation.Asked;
import fermata.engine.state.Conversation.Counts;
import fermata.engine.state.Conversation.Turn;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events of conversations with models. */
public final class ConversationFold {

  private ConversationFold() {}

  static RunState created(RunState state, RunEvent.MessageCreated event) {
    Conversation before = conversation(state, event.step());
    RunState changed = state.with(state.counters().plusItem());
    return switch (event.role()) {
      case SYSTEM -> with(changed, event, before.with(new Message.Instructions(event.text())));
      case USER ->
          with(
              changed,
              event,
              told(before)
                  .with(new Message.User(event.text(), event.images()))
                  .with(new Turn.Ready()));
      case TOOL -> answered(changed, event, before, Objects.requireNonNull(event.request()));
    };
  }

  private static Conversation told(Conversation before) {
    return before.turn() instanceof Turn.Told ? before.with(before.counts().told()) : before;
  }

  private static RunState with(
      RunState state, RunEvent.MessageCreated event, Conversation conversation) {
    return with(state, event.step(), conversation);
  }

  // With its answer told, a call is done with.
  private static RunState answered(
      RunState state, RunEvent.MessageCreated event, Conversation before, String request) {
    Conversation after = before.with(new Message.Tool(request, event.text()));
    if (!(before.turn() instanceof Turn.Replied(var finish, var asked))) {
      return with(state, event, after);
    }
    var rest = new ArrayList<>(asked);
    Optional<Asked> done = find(asked, request);
    done.ifPresent(rest::remove);
    CallId call = done.map(Asked::call).orElse(null);
    return with(
        call == null ? state : state.withCalls(state.calls().without(call)),
        event,
        kept(state, after, call, event.text())
            .with(rest.isEmpty() ? new Turn.Ready() : new Turn.Replied(finish, rest)));
  }

  // What is told differs from what the tool gave only where it is a part of that.
  private static Conversation kept(
      RunState state, Conversation after, @Nullable CallId call, String told) {
    if (call == null
        || !(state.calls().get(call).phase() instanceof Call.Phase.Completed(var result))) {
      return after;
    }
    String whole = result.isTextual() ? result.textValue() : result.toString();
    return whole.equals(told) ? after : after.keeping(call, whole);
  }

  private static Optional<Asked> find(List<Asked> asked, String request) {
    return asked.stream().filter(one -> one.request().id().equals(request)).findFirst();
  }

  static RunState started(RunState state, RunEvent.ModelStarted event, Instant at) {
    Conversation before = conversation(state, event.step());
    Optional<Call> known = state.calls().find(event.call());
    var call =
        new Call.Model(
            event.call(),
            event.step(),
            event.model(),
            event.item(),
            event.attempt(),
            new Call.Phase.InFlight(at, event.deadline()),
            event.reserved());
    var after =
        new Conversation(
            before.messages(),
            event.model(),
            before.counts(),
            new Turn.Waiting(event.call()),
            before.results(),
            before.steers());
    RunState changed = withoutOther(state, before.turn(), event.call()).with(call);
    if (before.model() != null && !before.model().equals(event.model())) {
      Step step = changed.steps().get(event.step());
      changed = changed.with(step.at(step.attempt(), 0));
    }
    var counters = known.isPresent() ? state.counters() : state.counters().plusCall();
    return with(changed, event.step(), after).with(counters.plusItem());
  }

  // A fallback to another model is another call; the one that failed is done with.
  private static RunState withoutOther(RunState state, Turn turn, CallId call) {
    return turn instanceof Turn.Waiting(var other) && !other.equals(call)
        ? state.withCalls(state.calls().without(other))
        : state;
  }

  static RunState failed(RunState state, RunEvent.ModelFailed event, Instant at) {
    Call.Model call = model(state, event.call());
    RunState changed = state.with(call.in(new Call.Phase.Failed(event.error())));
    return event.stopping()
        ? spent(changed, call.step(), call.reserved())
            .withStopping(state.stopping().with(call.id(), at))
        : changed;
  }

  static RunState lost(RunState state, RunEvent.ModelLost event) {
    Call.Model call = model(state, event.call());
    return spent(state.with(call.in(new Call.Phase.Lost())), call.step(), call.reserved());
  }

  private static RunState spent(RunState state, StepId step, Reservation reserved) {
    return spent(
        state,
        step,
        Usage.NONE.plusTokens(reserved.inputTokens(), reserved.outputTokens(), reserved.costUsd()));
  }

  private static RunState spent(RunState state, StepId step, Usage usage) {
    return state.with(state.spending().plus(state.around(step), usage));
  }

  static RunState completed(RunState state, RunEvent.MessageCompleted event) {
    ModelReply reply = event.reply();
    Conversation before = conversation(state, event.step());
    List<Asked> asked =
        reply.toolCalls().stream().map(request -> new Asked(request, null)).toList();
    Conversation spoken =
        before.with(new Message.Assistant(reply.text(), reply.toolCalls(), reply.thoughts()));
    var after =
        new Conversation(
            spoken.messages(),
            before.model(),
            counted(before, reply),
            new Turn.Replied(reply.finish(), asked),
            before.results(),
            before.steers());
    BigDecimal cost = reply.tokens().costUsd();
    RunState changed =
        spent(
            state,
            event.step(),
            Usage.NONE.plusTokens(
                reply.tokens().input(),
                reply.tokens().output(),
                cost == null ? BigDecimal.ZERO : cost));
    return with(changed.withCalls(state.calls().without(event.call())), event.step(), after);
  }

  private static Counts counted(Conversation before, ModelReply reply) {
    Counts counts = before.counts();
    List<ToolRequest> calls = reply.toolCalls();
    long ours = calls.stream().filter(ToolRequest::isOurs).count();
    boolean isFinish = calls.isEmpty() || calls.stream().anyMatch(ConversationFold::setsOutputs);
    Message.Assistant last = before.lastReply().orElse(new Message.Assistant(null, List.of()));
    boolean isSameCalls = !calls.isEmpty() && isSame(calls, last.toolCalls());
    boolean isSameText = isSpoken(reply.text()) && Objects.equals(reply.text(), last.text());
    return new Counts(
        counts.turns() + 1,
        counts.toolCalls() + calls.size() - (int) ours,
        counts.finishes() + (isFinish ? 1 : 0),
        isSameCalls ? counts.sameCalls() + 1 : 1,
        isSameText ? counts.sameText() + 1 : 1,
        counts.stalls());
  }

  static RunState continued(RunState state, RunEvent.ConversationContinued event) {
    Step step = state.steps().get(event.step());
    return state.with(step.with(earlier(state, step).orElse(Conversation.EMPTY)));
  }

  /** {@return the conversation that an earlier visit of a step's node has left} */
  public static Optional<Conversation> earlier(RunState state, Step step) {
    ElementId element = step.token().frame();
    return element == null
        ? state.memory().conversations().find(step.node())
        : state.flow().frames().get(element).conversations().find(step.node());
  }

  /** {@return the state that remembers the conversation of a step whose work is done} */
  static RunState remembered(AgentDefinition definition, RunState state, Step step) {
    if (!(step.work() instanceof Step.Work.Conversing(var conversation))
        || !(definition.node(step.node()) instanceof Node.Llm llm)
        || llm.conduct().conversation() != Conduct.Continuity.CONTINUE) {
      return state;
    }
    ElementId element = step.token().frame();
    Conversation over = conversation.over();
    if (element == null) {
      return state.with(state.memory().keeping(step.node(), over));
    }
    // The element of a step that is given up may be over already.
    return state.flow().frames().has(element)
        ? Frames.change(state, element, frame -> frame.keeping(step.node(), over))
        : state;
  }

  static RunState compacted(RunState state, RunEvent.ConversationCompacted event) {
    Step step = state.steps().get(event.step());
    if (step.work() instanceof Step.Work.Summarizing(_, _, var held, _)) {
      Conversation left = Compaction.of(held, event.dropped(), event.shortened(), event.summary());
      return StepFold.withoutCalls(state, step)
          .with(step.at(step.attempt(), 0).with(new Step.Work.Conversing(left)));
    }
    Conversation before = conversation(state, event.step());
    return with(
        state, event.step(), Compaction.of(before, event.dropped(), event.shortened(), null));
  }

  static RunState summarizing(RunState state, RunEvent.ConversationSummarizing event) {
    Step step = state.steps().get(event.step());
    Conversation held = step.conversation().orElse(Conversation.EMPTY);
    return StepFold.withoutCalls(state, step)
        .with(
            step.at(step.attempt(), 0)
                .with(
                    new Step.Work.Summarizing(
                        event.dropped(), event.shortened(), held, Conversation.EMPTY)));
  }

  static RunState stalled(RunState state, RunEvent.ModelStalled event) {
    Conversation before = conversation(state, event.step());
    return with(state, event.step(), before.with(before.counts().stalled()));
  }

  static RunState steered(RunState state, RunEvent.SteerAccepted event) {
    return with(state, event.step(), conversation(state, event.step()).steered(event.text()));
  }

  static RunState heard(RunState state, RunEvent.SteerApplied event) {
    return with(state, event.step(), conversation(state, event.step()).heard());
  }

  private static boolean setsOutputs(ToolRequest request) {
    return request.name().equals(ToolRequest.SET_OUTPUTS);
  }

  private static boolean isSpoken(@Nullable String text) {
    return text != null && !text.isBlank();
  }

  private static boolean isSame(List<ToolRequest> calls, List<ToolRequest> last) {
    if (calls.size() != last.size()) {
      return false;
    }
    for (int i = 0; i < calls.size(); i++) {
      if (!calls.get(i).name().equals(last.get(i).name())
          || !calls.get(i).args().equals(last.get(i).args())) {
        return false;
      }
    }
    return true;
  }

  static RunState asked(RunState state, RunEvent.ToolRequested event, String request) {
    Conversation before = conversation(state, event.step());
    if (!(before.turn() instanceof Turn.Replied(var finish, var asked))) {
      return state;
    }
    var linked = new ArrayList<>(asked);
    for (int i = 0; i < linked.size(); i++) {
      Asked one = linked.get(i);
      if (one.call() == null && one.request().id().equals(request)) {
        linked.set(i, new Asked(one.request(), event.call()));
        break;
      }
    }
    return with(state, event.step(), before.with(new Turn.Replied(finish, linked)));
  }

  private static Call.Model model(RunState state, CallId id) {
    if (state.calls().get(id) instanceof Call.Model call) {
      return call;
    }
    throw new IllegalStateException("call " + id.value() + " is not of a model");
  }

  private static Conversation conversation(RunState state, StepId id) {
    return state.steps().get(id).conversation().orElse(Conversation.EMPTY);
  }

  private static RunState with(RunState state, StepId id, Conversation conversation) {
    return state.with(state.steps().get(id).with(conversation));
  }
}
