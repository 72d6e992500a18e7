package fermata.engine.fold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.NodeId;
import fermata.engine.run.FanOutId;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepId;
import fermata.engine.run.StepStatus;
import fermata.engine.state.Call;
import fermata.engine.state.Flow;
import fermata.engine.state.Lineage;
import fermata.engine.state.Memory;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import fermata.engine.state.Table;
import fermata.engine.state.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of steps, and the movement of tokens. */
final class StepFold {

  private StepFold() {}

  static RunState started(AgentDefinition definition, RunState state, RunEvent.StepStarted event) {
    Joining.Joined joined = Joining.at(definition, state, event.node());
    var step =
        new Step(
            event.step(),
            event.node(),
            event.visit(),
            joined.token(),
            1,
            0,
            new Step.Work.Fresh(),
            null);
    return state
        .with(afterArrivalsAt(state, event.node(), joined.token().lineage()))
        .with(step)
        .with(state.memory().visiting(event.node()).with(joined.state()))
        .with(state.counters().plusStep())
        .with(state.spending().with(state.spending().usage().plusStep()));
  }

  private static Flow afterArrivalsAt(RunState state, NodeId node, Lineage lineage) {
    Flow flow = state.flow();
    Table<FanOutId, StepId> open = flow.open();
    for (FanOutId left : Joining.left(state, node, lineage)) {
      open = open.without(left);
    }
    List<Flow.Arrival> others =
        flow.arrivals().stream().filter(arrival -> !arrival.at().equals(node)).toList();
    return new Flow(others, open, flow.departing(), flow.leftovers(), flow.terminals());
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

  static RunState finished(RunState state, RunEvent.StepFinished event) {
    Step step = state.steps().get(event.step());
    RunState changed =
        state
            .withSteps(state.steps().without(step.id()))
            .with(remembered(state.memory(), event))
            .with(state.spending().without(step.id()));
    for (Call call : state.callsOf(step.id()).toList()) {
      changed = changed.withCalls(changed.calls().without(call.id()));
    }
    return changed.with(
        event.edges() > 0 ? departed(state.flow(), step, event.edges()) : ended(state, step));
  }

  private static Memory remembered(Memory memory, RunEvent.StepFinished event) {
    JsonNode outputs = event.outputs();
    if (outputs != null) {
      return memory.with(event.node(), outputs);
    }
    return event.status() == StepStatus.SKIPPED
        ? memory.with(event.node(), JsonNodeFactory.instance.objectNode())
        : memory;
  }

  private static Flow departed(Flow flow, Step step, int edges) {
    var departing = new Flow.Departure(step.id(), step.node(), step.token(), edges);
    return new Flow(flow.arrivals(), flow.open(), departing, flow.leftovers(), flow.terminals());
  }

  private static Flow ended(RunState state, Step step) {
    Flow flow = state.flow();
    var leftovers = new ArrayList<>(flow.leftovers());
    if (!step.token().writes().isEmpty()) {
      leftovers.add(step.token());
    }
    var terminal = new Flow.Terminal(step.id(), step.token().lineage());
    return new Flow(
        flow.arrivals(),
        withoutFanOutsOf(step.token(), flow.open()),
        null,
        leftovers,
        flow.terminals().with(step.node(), terminal));
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

  static RunState edgeTaken(RunState state, RunEvent.EdgeTaken event) {
    Flow flow = state.flow();
    Flow.Departure departing = flow.departing();
    if (departing == null || !departing.step().equals(event.step())) {
      throw new IllegalStateException("edge.taken of a step that has not ended: " + event);
    }
    RunEvent.Branch branch = event.branch();
    var arrivals = new ArrayList<>(flow.arrivals());
    arrivals.add(new Flow.Arrival(event.to(), event.step(), branched(departing.token(), branch)));
    Flow changed =
        new Flow(arrivals, flow.open(), rest(departing), flow.leftovers(), flow.terminals());
    return branch == null || branch.index() > 0
        ? state.with(changed)
        : opened(state.with(changed), branch.fanOut(), event.step());
  }

  private static RunState opened(RunState state, FanOutId fanOut, StepId by) {
    Flow flow = state.flow();
    Flow changed =
        new Flow(
            flow.arrivals(),
            flow.open().with(fanOut, by),
            flow.departing(),
            flow.leftovers(),
            flow.terminals());
    return state.with(changed).with(state.counters().plusFanOut());
  }

  private static Flow.@Nullable Departure rest(Flow.Departure departing) {
    return departing.edges() == 1
        ? null
        : new Flow.Departure(
            departing.step(), departing.node(), departing.token(), departing.edges() - 1);
  }

  private static Token branched(Token token, RunEvent.@Nullable Branch branch) {
    return branch == null
        ? token
        : new Token(token.lineage().branch(branch.fanOut(), branch.index()), token.writes());
  }

  static RunState patched(AgentDefinition definition, RunState state, RunEvent.StatePatched event) {
    Step step = state.steps().get(event.step());
    Memory memory = state.memory().writing(event.key(), event.version());
    Token token = step.token();
    var writes = new ArrayList<>(token.writes());
    writes.add(new Token.Write(memory.writes(), event.key(), event.value(), token.lineage()));
    Token written = new Token(token.lineage(), writes);
    if (token.lineage() instanceof Lineage.Root) {
      return state.with(memory.with(Joining.view(definition, state, written)));
    }
    return state.with(memory).with(step.with(written));
  }
}
