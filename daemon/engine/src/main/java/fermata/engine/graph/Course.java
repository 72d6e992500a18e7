package fermata.engine.graph;

import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Node;
import fermata.engine.fold.Fold;
import fermata.engine.run.CallId;
import fermata.engine.run.Effect;
import fermata.engine.run.ItemId;
import fermata.engine.run.QuestionId;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunInput;
import fermata.engine.run.SharedState;
import fermata.engine.run.StepId;
import fermata.engine.run.TimerId;
import fermata.engine.state.Call;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One advance under way: the state so far, and the events and effects that led to it.
 *
 * <p>The state changes by {@link #emit} alone, which folds. Confined to one call of {@code
 * advance}.
 */
final class Course {

  private final AgentDefinition definition;
  private final Instant now;
  private final SharedState shared;
  private final RunState before;
  private final List<RunEvent> events = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private RunState state;
  private boolean isUnfinished;

  Course(AgentDefinition definition, RunState state, Instant now, SharedState shared) {
    this.definition = definition;
    this.now = now;
    this.shared = shared;
    this.before = state;
    this.state = state;
  }

  AgentDefinition definition() {
    return definition;
  }

  Instant now() {
    return now;
  }

  RunState state() {
    return state;
  }

  /** {@return what outlives the run, as it is now} */
  SharedState shared() {
    return shared;
  }

  /** {@return how many events there are so far; more means that something happened} */
  int eventCount() {
    return events.size();
  }

  void emit(RunEvent event) {
    state = Fold.apply(definition, state, event, now);
    events.add(event);
    if (state.debugging() != null) {
      Stops.after(this, event);
    }
  }

  void perform(Effect effect) {
    effects.add(effect);
  }

  Node nodeOf(Step step) {
    return definition.node(step.node());
  }

  /** {@return the node that a model is asked for in a step: its own, or one beside it} */
  Node.Llm llm(Step step) {
    Node node = nodeOf(step);
    if (step.work() instanceof Step.Work.Deciding deciding) {
      return Deciding.node(node, deciding);
    }
    if (step.work() instanceof Step.Work.Summarizing) {
      return Summarising.node((Node.Llm) node);
    }
    return step.work() instanceof Step.Work.Judging
        ? OutputJudge.node((Node.Llm) node)
        : (Node.Llm) node;
  }

  /** {@return the step as it is now} */
  Step step(Call call) {
    return state.steps().get(call.step());
  }

  /** {@return the call, if it is under way outside} */
  Optional<Call> inFlight(CallId id) {
    return state.calls().find(id).filter(call -> call.phase() instanceof Call.Phase.InFlight);
  }

  CallId nextCall() {
    return CallId.of(state.counters().calls() + 1);
  }

  ItemId nextItem() {
    return ItemId.of(state.counters().items() + 1);
  }

  QuestionId nextQuestion() {
    return QuestionId.of(state.requireOrigin().run(), state.counters().questions() + 1);
  }

  /** Whether the events are as many as are stored together. */
  boolean isFull() {
    return events.size() >= Advance.EVENTS_MAX;
  }

  /** Says that the run could go on. */
  void interrupt() {
    isUnfinished = true;
  }

  /** {@return the outcome of the advance; timers are set and cleared as the state wants them} */
  Transition transition(RunInput input) {
    return transition(isNew(input));
  }

  /** {@return the outcome of going on after an advance that was too large} */
  Transition transition() {
    return transition(false);
  }

  private Transition transition(boolean isNew) {
    Map<TimerId, Instant> armed = isNew ? Map.of() : Timers.of(definition, before);
    Map<StepId, RunEvent.Awaited> known = isNew ? Map.of() : Waits.of(before);
    var all = new ArrayList<>(Waits.settle(effects, known, Waits.of(state)));
    all.addAll(Timers.change(armed, Timers.of(definition, state)));
    return new Transition(state, events, all, isUnfinished);
  }

  // A daemon that has just started has no timers and awaits no events, nor does a run that has just
  // been forked, whatever the state before says.
  private static boolean isNew(RunInput input) {
    return input instanceof RunInput.Interrupted || input instanceof RunInput.Forked;
  }
}
