package fermata.engine.fold;

import fermata.engine.run.FetchedContext;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepId;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;

/** Events of waits, and of published events. */
final class WaitFold {

  private WaitFold() {}

  static RunState started(RunState state, RunEvent.WaitStarted event) {
    RunEvent.Awaited awaited = event.event();
    return working(
        state,
        event.step(),
        new Step.Work.Waiting(
            event.dueAt(), awaited == null ? null : Step.AwaitedEvent.of(awaited)));
  }

  static RunState ended(RunState state, RunEvent.WaitEnded event) {
    return working(state, event.step(), new Step.Work.Waited(event.by(), event.event()));
  }

  static RunState emitted(RunState state, RunEvent.EventEmitted event) {
    return working(state, event.step(), new Step.Work.Emitted());
  }

  static RunState fetched(RunState state, RunEvent.ContextFetched event) {
    FetchedContext context = event.context();
    return state.with(state.requireOrigin().with(context.name(), Canonical.of(context.value())));
  }

  private static RunState working(RunState state, StepId step, Step.Work work) {
    return state.with(state.steps().get(step).with(work));
  }
}
