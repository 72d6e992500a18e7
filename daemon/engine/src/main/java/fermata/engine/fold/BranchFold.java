package fermata.engine.fold;

import fermata.definition.model.AgentDefinition;
import fermata.definition.model.NodeId;
import fermata.engine.run.FanOutId;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepId;
import fermata.engine.state.Flow;
import fermata.engine.state.Flow.Arrival;
import fermata.engine.state.Lineage;
import fermata.engine.state.RunState;
import fermata.engine.state.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The movement of tokens between steps. */
final class BranchFold {

  private BranchFold() {}

  static RunState taken(
      AgentDefinition definition, RunState state, RunEvent.EdgeTaken event, Instant at) {
    Flow.Departure departing = departing(state, event.step(), event);
    RunEvent.Branch branch = event.branch();
    var arrival =
        new Arrival(
            event.to(),
            event.step(),
            branched(departing.token(), branch),
            event.inputs(),
            dueAt(definition, event.to(), at),
            null);
    RunState changed = state.with(state.flow().with(arrival).departing(rest(departing)));
    return branch == null || branch.index() > 0
        ? changed
        : opened(changed, branch.fanOut(), event.step());
  }

  static RunState failed(
      AgentDefinition definition, RunState state, RunEvent.BranchFailed event, Instant at) {
    Flow.Departure departing = departing(state, event.step(), event);
    var arrival =
        new Arrival(
            event.to(),
            event.step(),
            withoutOwn(departing.token()),
            null,
            dueAt(definition, event.to(), at),
            event.error());
    return state.with(state.flow().with(arrival).departing(rest(departing)));
  }

  // What a branch that failed has written is gone with it; what was written before it is not its.
  private static Token withoutOwn(Token token) {
    if (!(token.lineage() instanceof Lineage.Branch own)) {
      return token;
    }
    return new Token(
        own, token.writes().stream().filter(write -> !write.lineage().isIn(own.fanOut())).toList());
  }

  /** The tokens that wait elsewhere on the way to the node are gone. */
  static RunState withdrawn(
      AgentDefinition definition, RunState state, RunEvent.BranchesWithdrawn event) {
    List<Arrival> rest =
        state.flow().arrivals().stream()
            .filter(
                arrival ->
                    arrival.at().equals(event.node())
                        || !Objects.equals(arrival.token().frame(), event.element())
                        || !definition.ways().lead(arrival.at(), event.node()))
            .toList();
    return state.with(state.flow().with(rest));
  }

  private static Flow.Departure departing(RunState state, StepId step, RunEvent event) {
    Flow.Departure departing = state.flow().departing();
    if (departing == null || !departing.step().equals(step)) {
      throw new IllegalStateException(event.type() + " of a step that has not ended: " + event);
    }
    return departing;
  }

  private static @Nullable Instant dueAt(AgentDefinition definition, NodeId node, Instant at) {
    Duration deadline = definition.node(node).options().join().deadline();
    return deadline == null ? null : at.plus(deadline);
  }

  private static RunState opened(RunState state, FanOutId fanOut, StepId by) {
    return state
        .with(state.flow().withOpen(state.flow().open().with(fanOut, by)))
        .with(state.counters().plusFanOut());
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
}
