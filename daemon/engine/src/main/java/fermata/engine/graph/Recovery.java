package fermata.engine.graph;

import fermata.definition.model.AgentDefinition;
import fermata.engine.run.Effect;
import fermata.engine.run.RunInput;
import fermata.engine.state.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the shell does with a run that it finds at its start, without an owner.
 *
 * @param effects to perform at once: the timers and the events that a held run waits for
 * @param inputs to give to the run, in order; empty for one that was held or has ended
 */
public record Recovery(List<Effect> effects, List<RunInput> inputs) {

  public Recovery {
    effects = List.copyOf(effects);
    inputs = List.copyOf(inputs);
  }

  /**
   * {@return what brings a run back}
   *
   * <p>A held run goes on being held: it loses nothing, unless a tool that asks was under way. One
   * that was doing something is told that it was interrupted, and its policy decides.
   *
   * @param definition that the run goes on with
   * @param cause {@code crash} or {@code shutdown}
   */
  public static Recovery of(AgentDefinition definition, RunState state, String cause) {
    return switch (state.status()) {
      case HELD ->
          Interruption.isTorn(state) || state.hasLiveCalls()
              ? new Recovery(List.of(), List.of(new RunInput.Interrupted(cause)))
              : new Recovery(waits(definition, state), List.of());
      case PAUSED -> new Recovery(waits(definition, state), List.of());
      case RUNNING, PAUSING, CANCELLING, FAILING ->
          new Recovery(List.of(), List.of(new RunInput.Interrupted(cause)));
      case INTERRUPTED -> new Recovery(waits(definition, state), List.of());
      case NEW, COMPLETED, FAILED, CANCELLED -> new Recovery(List.of(), List.of());
    };
  }

  private static List<Effect> waits(AgentDefinition definition, RunState state) {
    var effects = new ArrayList<>(Timers.change(Map.of(), Timers.of(definition, state)));
    effects.addAll(Waits.settle(List.of(), Map.of(), Waits.of(state)));
    return effects;
  }
}
