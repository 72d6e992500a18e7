package fermata.engine.fold;

import fermata.engine.run.RunEvent;
import fermata.engine.run.Usage;
import fermata.engine.state.Call;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import java.time.Instant;

/** Events of child runs. */
final class SubrunFold {

  private SubrunFold() {}

  static RunState started(RunState state, RunEvent.SubrunStarted event, Instant at) {
    Call before = state.calls().find(event.call()).orElse(null);
    Call.Tool asked = before == null ? null : before.asTool().orElse(null);
    var call =
        new Call.Child(
            event.call(),
            event.step(),
            event.agent(),
            event.run(),
            event.input(),
            event.grant(),
            event.attempt(),
            event.entry(),
            new Call.Phase.Away(at, event.deadline(), null),
            asked);
    RunState changed = state.with(call);
    if (asked != null) {
      return event.attempt() > 1 ? changed : counted(changed, event);
    }
    Step step = state.steps().get(event.step());
    changed = changed.with(step.with(new Step.Work.Delegated(event.call())));
    return before != null ? changed : changed.with(state.counters().plusCall());
  }

  private static RunState counted(RunState state, RunEvent.SubrunStarted event) {
    Usage call = Usage.NONE.plusToolCall();
    return state.with(state.spending().plus(state.around(event.step()), call));
  }

  static RunState stopping(RunState state, RunEvent.SubrunStopping event) {
    Call call = state.calls().get(event.call());
    return call.phase() instanceof Call.Phase.Away(var since, _, _)
        ? state.with(call.in(new Call.Phase.Away(since, null, event.error())))
        : state;
  }

  // The usage of a child is its parent's too, in every respect.
  static RunState finished(RunState state, RunEvent.SubrunFinished event) {
    if (!state.steps().has(event.step())) {
      var usage = state.spending().usage().plus(event.usage());
      return state
          .withCalls(state.calls().without(event.call()))
          .with(state.spending().with(usage));
    }
    Call call = state.calls().get(event.call());
    Call.Phase phase =
        event.output() != null
            ? new Call.Phase.Completed(event.output())
            : new Call.Phase.Failed(java.util.Objects.requireNonNull(event.error()));
    return state
        .with(call.in(phase))
        .with(state.spending().plus(state.around(event.step()), event.usage()));
  }
}
