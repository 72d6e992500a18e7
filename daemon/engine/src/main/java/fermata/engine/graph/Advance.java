package fermata.engine.graph;

import fermata.definition.model.AgentDefinition;
import fermata.engine.run.RunInput;
import fermata.engine.state.RunState;
import java.time.Instant;

/**
 * The one function that moves a run forward. Pure and total: any input in any state.
 *
 * <p>An input first becomes facts ({@code Intake}); then the state is looked at for what can go on
 * ({@code Drive}), until nothing can. So it makes no difference whether a fact has just come or was
 * there when the run was resumed.
 */
public final class Advance {

  private Advance() {}

  /**
   * {@return what an input does to a run}
   *
   * @param now the time of the input; the time of the events
   */
  public static Transition advance(
      AgentDefinition definition, RunState state, RunInput input, Instant now) {
    var course = new Course(definition, state, now);
    Intake.take(course, input);
    Drive.on(course);
    return course.transition(input);
  }
}
