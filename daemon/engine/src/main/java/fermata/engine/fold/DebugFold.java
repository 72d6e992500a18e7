package fermata.engine.fold;

import fermata.engine.run.RunEvent;
import fermata.engine.run.StopReason;
import fermata.engine.state.Debugging;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;

/** What debuggers want, and where a run was for them. */
final class DebugFold {

  private DebugFold() {}

  static RunState set(RunState state, RunEvent.BreakpointsSet event) {
    return with(state, of(state).with(event.set(), -1));
  }

  static RunState stepping(RunState state, RunEvent.SteppingBegan event) {
    var stepping =
        new Debugging.Stepping(
            event.stride(), event.step(), state.counters().steps(), StopReason.STEP);
    return with(state, of(state).with(stepping));
  }

  static RunState reached(RunState state, RunEvent.BreakpointReached event) {
    Debugging debugging = of(state).passing(event.breakpoint(), event.place());
    RunState reached = with(state, event.isStop() ? debugging.with(null) : debugging);
    RunEvent.Outcome outcome = event.outcome();
    return outcome == null || event.step() == null
        ? reached
        : reached.with(
            reached
                .steps()
                .get(event.step())
                .with(
                    new Step.Work.Decided(
                        new Step.Outcome(outcome.status(), null, outcome.error()))));
  }

  private static Debugging of(RunState state) {
    return state.debugging() == null ? Debugging.NONE : state.debugging();
  }

  private static RunState with(RunState state, Debugging debugging) {
    return state.debugged(debugging.isNothing() ? null : debugging);
  }
}
