package fermata.engine.graph;

import fermata.engine.run.Effect;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepId;
import fermata.engine.state.RunState;
import fermata.engine.state.RunStatus;
import fermata.engine.state.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The events that a state waits for: like its timers a function of it, so none is forgotten. */
final class Waits {

  private Waits() {}

  /** {@return the steps that wait, in the order in which they began} */
  static Stream<Step> steps(RunState state) {
    return state.steps().values().stream().filter(step -> step.work() instanceof Step.Work.Waiting);
  }

  static Map<StepId, RunEvent.Awaited> of(RunState state) {
    var waits = new LinkedHashMap<StepId, RunEvent.Awaited>();
    if (!isOpen(state.status())) {
      return waits;
    }
    steps(state)
        .forEach(
            step -> {
              if (step.work() instanceof Step.Work.Waiting(_, var event) && event != null) {
                waits.put(step.id(), event.awaited());
              }
            });
    return waits;
  }

  /** Whether events count: also while the run stands still, so that it misses none. */
  static boolean isOpen(RunStatus status) {
    return switch (status) {
      case RUNNING, HELD, PAUSING, PAUSED, INTERRUPTED -> true;
      case NEW, CANCELLING, FAILING, COMPLETED, FAILED, CANCELLED -> false;
    };
  }

  /**
   * {@return effects with those that a change of the waits makes}
   *
   * <p>A wait that began stands where it began, so that what is published by the same advance comes
   * before or after it as it happened.
   */
  static List<Effect> settle(
      List<Effect> effects,
      Map<StepId, RunEvent.Awaited> known,
      Map<StepId, RunEvent.Awaited> wanted) {
    var settled = new ArrayList<Effect>();
    var begun = new HashSet<StepId>(known.keySet());
    for (Effect effect : effects) {
      if (!(effect instanceof Effect.AwaitEvent(var step, _))) {
        settled.add(effect);
      } else if (wanted.containsKey(step)) {
        settled.add(effect);
        begun.add(step);
      }
    }
    for (StepId step : known.keySet()) {
      if (!wanted.containsKey(step)) {
        settled.add(new Effect.ForgetEvent(step));
      }
    }
    wanted.forEach(
        (step, event) -> {
          if (!begun.contains(step)) {
            settled.add(new Effect.AwaitEvent(step, event));
          }
        });
    return settled;
  }
}
