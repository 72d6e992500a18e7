package fermata.engine.graph;

import fermata.definition.model.AgentDefinition;
import fermata.engine.run.RunInput;
import fermata.engine.state.RunState;
import java.time.Instant;

/** The one function that moves a run forward. Pure and total. */
public final class Advance {

  private Advance() {}

  /**
   * {@return what an input does to a run}
   *
   * @param now the time of the input; the time of the events
   */
  @SuppressWarnings("DoNotCallSuggester")
  public static Transition advance(
      AgentDefinition definition, RunState state, RunInput input, Instant now) {
    throw new UnsupportedOperationException(input.toString());
  }
}
