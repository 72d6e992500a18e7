package fermata.engine.graph;

import fermata.engine.run.Effect;
import fermata.engine.run.RunEvent;
import fermata.engine.state.RunState;
import java.util.List;

/**
 * What one input does to a run.
 *
 * <p>The shell keeps the order: store the events, replace the state, publish the events, then start
 * the effects. All events carry the time that {@code advance} was given, and are stored together or
 * not at all.
 *
 * @param next the fold of the events over the state before
 * @param isUnfinished whether the run can go on without the outside: {@link Advance#goOn} is called
 *     once this is stored
 */
public record Transition(
    RunState next, List<RunEvent> events, List<Effect> effects, boolean isUnfinished) {

  public Transition {
    events = List.copyOf(events);
    effects = List.copyOf(effects);
  }
}
