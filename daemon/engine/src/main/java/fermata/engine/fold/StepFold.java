package fermata.engine.fold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Goal;
import fermata.engine.run.ElementId;
import fermata.engine.run.FanOutId;
import fermata.engine.run.RunEvent;
import fermata.engine.run.SharedState;
import fermata.engine.run.StepId;
import fermata.engine.run.StepStatus;
import fermata.engine.run.Usage;
import fermata.engine.state.Call;
import fermata.engine.state.Conversation;
import fermata.engine.state.Flow;
import fermata.engine.state.Flow.Arrival;
import fermata.engine.state.Flow.Place;
import fermata.engine.state.Lineage;
import fermata.engine.state.Memory;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import fermata.engine.state.Table;
import fermata.engine.state.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of steps. */
final class StepFold {

  private StepFold() {}

  static RunState started(AgentDefinition definition, RunState state, RunEvent.StepStarted event) {
    var place = new Place(event.element(), event.node());
    RunState visited = visited(state, place);
    Joining.Joined joined = Joining.at(definition, state, place);
    var step =
        new Step(
            event.step(),
            event.node(),
            event.visit(),
            joined.token(),
            1,
            0,
            new Step.Work.Fresh(),
            given(state, place),
            Table.empty(),
            state.memory().versions());
    return visited
        .with(afterArrivalsAt(visited, place, joined.token().lineage()))
        .with(step)
        .with(visited.memory().with(joined.state()))
        .with(state.counters().plusStep())
        .with(state.spending().plus(step.mapsAround(), Usage.NONE.plusStep()));
  }

  // What several ways give meets in the order of their branches: the later one wins.
  private static @Nullable JsonNode given(RunState state, Place place) {
    ObjectNode inputs = JsonNodeFactory.instance.objectNode();
    state
        .flow()
        .at(place)
        .filter(arrival -> arrival.inputs() != null)
        .sorted(
            Comparator.comparing(arrival -> arrival.token().lineage(), Lineage::compareBranches))
        .forEach(arrival -> inputs.setAll((ObjectNode) arrival.inputs()));
    return inputs.isEmpty() ? null : inputs;
  }

  private static RunState visited(RunState state, Place place) {
    ElementId element = place.element();
    return element == null
        ? state.with(state.memory().visiting(place.node()))
        : Frames.change(state, element, frame -> frame.visiting(place.node()));
  }

  private static Flow afterArrivalsAt(RunState state, Place place, Lineage lineage) {
    Flow flow = state.flow();
    Table<FanOutId, StepId> open = flow.open();
    for (FanOutId left : Joining.left(state, place, lineage)) {
      open = open.without(left);
    }
    List<Arrival> others =
        flow.arrivals().stream().filter(arrival -> !arrival.place().equals(place)).toList();
    return flow.with(others).withOpen(open);
  }

  static RunState received(RunState state, RunEvent.StepReceived event) {
    return state.with(state.steps().get(event.step()).given(event.inputs()));
  }

  static RunState attempted(RunState state, RunEvent.StepAttempted event) {
    Step step = state.steps().get(event.step());
    RunState changed = state.with(step.at(event.attempt(), step.failures()));
    for (Call call : state.callsOf(step.id()).toList()) {
      if (call.phase() instanceof Call.Phase.Backoff) {
        changed = changed.with(call.in(new Call.Phase.Approved()));
      }
    }
    return changed;
  }

  static RunState deciding(
      AgentDefinition definition, RunState state, RunEvent.StepDeciding event) {
    var outcome = new Step.Outcome(event.status(), event.outputs(), event.error());
    Step step = state.steps().get(event.step());
    return withoutCalls(ConversationFold.remembered(definition, state, step), step)
        .with(
            step.at(1, 0)
                .with(
                    new Step.Work.Deciding(
                        outcome, event.question(), event.options(), Conversation.EMPTY)));
  }

  static RunState judging(RunState state, RunEvent.StepJudging event) {
    Step step = state.steps().get(event.step());
    Conversation held = step.conversation().orElse(Conversation.EMPTY);
    return withoutCalls(state, step)
        .with(
            step.at(step.attempt(), 0)
                .with(new Step.Work.Judging(event.outputs(), held, Conversation.EMPTY)));
  }

  static RunState judged(RunState state, RunEvent.StepJudged event) {
    Step step = state.steps().get(event.step());
    if (!(step.work() instanceof Step.Work.Judging(_, var held, _))) {
      throw new IllegalStateException("step.judged of a step that nobody judges: " + event);
    }
    return withoutCalls(state, step)
        .with(step.at(step.attempt(), 0).with(new Step.Work.Conversing(held)));
  }

  static RunState decided(RunState state, RunEvent.EdgeDecided event) {
    Step step = state.steps().get(event.step());
    if (!(step.work() instanceof Step.Work.Deciding(var outcome, _, _, _))) {
      throw new IllegalStateException("edge.decided of a step that asks nothing: " + event);
    }
    return withoutCalls(state, step)
        .with(step.with(event.question(), event.choice()).with(new Step.Work.Decided(outcome)));
  }

  static RunState finished(
      AgentDefinition definition, RunState state, RunEvent.StepFinished event) {
    RunState left = Frames.left(definition, state, event);
    Step step = left.steps().get(event.step());
    RunState mapped = ConversationFold.remembered(definition, left, step);
    RunState changed =
        withoutCalls(
                remembered(mapped, step, event).withSteps(mapped.steps().without(step.id())), step)
            .with(mapped.spending().without(step.id()));
    if (event.edges() > 0) {
      var departing = new Flow.Departure(step.id(), step.node(), step.token(), event.edges());
      return changed.with(changed.flow().departing(departing));
    }
    return event.status() == StepStatus.CANCELLED ? changed : changed.with(ended(changed, step));
  }

  static RunState withoutCalls(RunState state, Step step) {
    RunState changed = state;
    for (Call call : state.callsOf(step.id()).toList()) {
      // A child run that was given up with its step still has to end, and to say what it used.
      if (!(call.phase() instanceof Call.Phase.Away)) {
        changed = changed.withCalls(changed.calls().without(call.id()));
      }
    }
    return changed;
  }

  private static RunState remembered(RunState state, Step step, RunEvent.StepFinished event) {
    JsonNode outputs =
        event.outputs() == null && event.status() == StepStatus.SKIPPED
            ? JsonNodeFactory.instance.objectNode()
            : event.outputs();
    if (outputs == null) {
      return state;
    }
    ElementId element = step.token().frame();
    return element == null
        ? state.with(state.memory().with(event.node(), outputs))
        : Frames.change(state, element, frame -> frame.with(event.node(), outputs));
  }

  private static Flow ended(RunState state, Step step) {
    var terminal = new Flow.Terminal(step.id(), step.token().lineage());
    Flow flow =
        state.flow().departing(null).withOpen(withoutFanOutsOf(step.token(), state.flow().open()));
    // What a judge says is no part of the result.
    if (Goal.isJudge(step.node())) {
      return flow;
    }
    ElementId element = step.token().frame();
    return element == null
        ? flow.ending(step.node(), terminal, step.token())
        : Frames.change(flow, element, frame -> frame.ending(step.node(), terminal, step.token()));
  }

  private static Table<FanOutId, StepId> withoutFanOutsOf(
      Token token, Table<FanOutId, StepId> open) {
    Table<FanOutId, StepId> rest = open;
    for (FanOutId fanOut : open.asMap().keySet()) {
      if (token.lineage().isIn(fanOut)) {
        rest = rest.without(fanOut);
      }
    }
    return rest;
  }

  static RunState patched(AgentDefinition definition, RunState state, RunEvent.StatePatched event) {
    Step step = state.steps().get(event.step());
    Memory memory = state.memory().writing(event.key(), event.version());
    if (Sharing.isShared(definition, state, event.key())) {
      var write = new Token.Write(memory.writes(), event.key(), event.value(), Lineage.root());
      Token alone = new Token(Lineage.root(), List.of(write));
      return state.with(memory.with(Joining.view(definition, state, alone)));
    }
    Token token = step.token();
    var writes = new ArrayList<>(token.writes());
    writes.add(new Token.Write(memory.writes(), event.key(), event.value(), token.lineage()));
    Token written = new Token(token.lineage(), writes);
    if (token.lineage() instanceof Lineage.Root) {
      return state.with(memory.with(Joining.view(definition, state, written)));
    }
    return state.with(memory).with(step.with(written));
  }

  static RunState loaded(RunState state, RunEvent.StateLoaded event) {
    Memory memory = state.memory();
    for (var loaded : event.values().entrySet()) {
      SharedState.Value value = loaded.getValue();
      memory =
          memory
              .with(memory.state().with(loaded.getKey(), value.value()))
              .at(loaded.getKey(), value.version());
    }
    return state.with(memory);
  }
}
