package fermata.engine.fold;

import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Entry;
import fermata.definition.model.Isolation;
import fermata.definition.model.StateKey;
import fermata.engine.state.Origin;
import fermata.engine.state.RunState;

/**
 * Which keys of the state a run works on together with others.
 *
 * <p>Keys of the scopes {@code session} and {@code agent}, unless the entry point of the run is
 * {@code isolated}: then they are a copy of its own. A write of a shared key is seen at once, also
 * by the other branches of the run, because other runs see it too.
 */
public final class Sharing {

  private Sharing() {}

  /** {@return how a run shares what outlives it} */
  public static Isolation isolation(AgentDefinition definition, RunState state) {
    Origin origin = state.origin();
    Entry entry = origin == null ? null : definition.entries().get(origin.entry());
    return entry == null ? Isolation.ISOLATED : entry.isolation();
  }

  /** Whether others see what a run writes to a key. */
  public static boolean isShared(AgentDefinition definition, RunState state, String name) {
    StateKey key = definition.state().get(name);
    return key != null && key.outlivesRun() && isolation(definition, state) != Isolation.ISOLATED;
  }
}
