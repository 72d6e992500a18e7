package fermata.engine.fold;

import fermata.engine.run.RunEvent;
import fermata.engine.state.Call;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import java.time.Instant;

/** Events of child runs. */
final class SubrunFold {

  private SubrunFold() {}

  static RunState started(RunState state, RunEvent.SubrunStarted event, Instant at) {
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
            new Call.Phase.Away(at, event.deadline(), null));
    Step step = state.steps().get(event.step());
    RunState changed = state.with(call).with(step.with(new Step.Work.Delegated(event.call())));
    return state.calls().has(event.call()) ? changed : changed.with(state.counters().plusCall());
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
