package fermata.engine.graph;

import fermata.engine.run.Effect;
import fermata.engine.run.RunInput;
import fermata.engine.state.RunState;
import java.util.List;

/**
 * What the shell does with a run that it finds at its start, without an owner.
 *
 * @param effects to perform at once: the timers that the state waits for
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
   * @param cause {@code crash} or {@code shutdown}
   */
  @SuppressWarnings("DoNotCallSuggester")
  public static Recovery of(RunState state, String cause) {
    throw new UnsupportedOperationException(cause);
  }
}
