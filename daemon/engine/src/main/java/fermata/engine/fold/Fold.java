package fermata.engine.fold;

import fermata.definition.model.AgentDefinition;
import fermata.engine.run.RunEvent;
import fermata.engine.state.RunState;
import java.time.Instant;

/** The state of a run after its events. Pure; the same events give the same state. */
public final class Fold {

  private Fold() {}

  /** {@return the state of a run of which nothing is known} */
  public static RunState initial() {
    return RunState.NEW;
  }

  /**
   * {@return the state after one more event}
   *
   * @param at the time at which the event was stored
   */
  @SuppressWarnings("DoNotCallSuggester")
  public static RunState apply(
      AgentDefinition definition, RunState state, RunEvent event, Instant at) {
    throw new UnsupportedOperationException("fold of " + event.type());
  }
}
