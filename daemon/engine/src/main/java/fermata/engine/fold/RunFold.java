package fermata.engine.fold;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Entry;
import fermata.definition.model.Ordered;
import fermata.engine.run.RunEvent;
import fermata.engine.state.Call;
import fermata.engine.state.Ending;
import fermata.engine.state.Flow;
import fermata.engine.state.Memory;
import fermata.engine.state.Origin;
import fermata.engine.state.RunState;
import fermata.engine.state.RunStatus;
import fermata.engine.state.Spending;
import fermata.engine.state.Table;
import fermata.engine.state.Token;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Events of a run as a whole. */
final class RunFold {

  private RunFold() {}

  static RunState started(
      AgentDefinition definition, RunState state, RunEvent.RunStarted event, Instant at) {
    var origin =
        new Origin(
            event.run(),
            event.session(),
            event.entry(),
            event.input(),
            event.tools(),
            event.models(),
            event.grant(),
            at,
            Ordered.empty());
    return state
        .with(RunStatus.RUNNING)
        .with(origin)
        .with(Memory.EMPTY.with(defaults(definition)))
        .with(flow(definition.entries().get(event.entry())))
        .with(state.spending().running(at));
  }

  private static Flow flow(@Nullable Entry entry) {
    // An entry that does not exist fails the run; that is for `advance` to say.
    if (entry == null) {
      return Flow.EMPTY;
    }
    return Flow.EMPTY.with(new Flow.Arrival(entry.node(), null, Token.FIRST, null, null, null));
  }

  private static Table<String, JsonNode> defaults(AgentDefinition definition) {
    var values = new LinkedHashMap<String, JsonNode>();
    definition
        .state()
        .forEach(
            (name, key) -> {
              if (key.defaultValue() != null) {
                values.put(name, Canonical.of(key.defaultValue()));
              }
            });
    return Table.of(values);
  }

  static RunState held(RunState state) {
    RunStatus status = state.status() == RunStatus.PAUSING ? RunStatus.PAUSED : RunStatus.HELD;
    return state.with(status).with(state.spending().standing());
  }

  static RunState pausing(RunState state, Instant at) {
    return state.with(RunStatus.PAUSING).with(state.spending().running(at));
  }

  static RunState resumed(RunState state, Instant at) {
    return state.with(RunStatus.RUNNING).with(state.spending().running(at));
  }

  static RunState interrupted(RunState state) {
    RunState lost = state.withStopping(Table.empty()).with(state.spending().standing());
    for (Call call : state.callsInFlight().toList()) {
      lost = lost.with(call.in(new Call.Phase.Lost()));
    }
    // What was asked for holds after the crash too: an end goes on, and a pause is kept.
    boolean isWanted = state.status().isEnding() || state.status() == RunStatus.PAUSING;
    return isWanted ? lost : lost.with(RunStatus.INTERRUPTED);
  }

  static RunState cancelling(RunState state, RunEvent.RunCancelling event) {
    return state.with(RunStatus.CANCELLING).with(new Ending.Cancelled(event.reason(), event.by()));
  }

  static RunState failing(RunState state, RunEvent.RunFailing event) {
    return state
        .with(RunStatus.FAILING)
        .with(new Ending.Failed(event.error(), event.step(), event.node()));
  }

  static RunState completed(RunState state, RunEvent.RunCompleted event) {
    return ended(state, RunStatus.COMPLETED, new Ending.Completed(event.output()));
  }

  static RunState failed(RunState state, RunEvent.RunFailed event) {
    return ended(
        state, RunStatus.FAILED, new Ending.Failed(event.error(), event.step(), event.node()));
  }

  static RunState cancelled(RunState state, RunEvent.RunCancelled event) {
    return ended(state, RunStatus.CANCELLED, new Ending.Cancelled(event.reason(), event.by()));
  }

  private static RunState ended(RunState state, RunStatus status, Ending ending) {
    Spending spending = state.spending().standing().over();
    return new RunState(
        status,
        state.origin(),
        state.counters(),
        Flow.EMPTY,
        Table.empty(),
        Table.empty(),
        Table.empty(),
        Table.empty(),
        Memory.EMPTY,
        spending,
        ending,
        null);
  }
}
