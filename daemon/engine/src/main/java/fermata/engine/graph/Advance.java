package fermata.engine.graph;

import fermata.definition.model.AgentDefinition;
import fermata.engine.run.RunInput;
import fermata.engine.run.SharedState;
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

  /**
   * After how many events an advance lets what happened be stored, and goes on after that. It is
   * looked at between two rounds of all steps, so a round of many steps may pass it.
   */
  public static final int EVENTS_MAX = 2_000;

  private Advance() {}

  /**
   * {@return what an input does to a run}
   *
   * @param now the time of the input; the time of the events
   */
  public static Transition advance(
      AgentDefinition definition, RunState state, RunInput input, Instant now) {
    return advance(definition, state, input, now, SharedState.NONE);
  }

  /**
   * {@return what an input does to a run that shares state with others}
   *
   * <p>What is written of the shared keys builds on {@code shared}; whoever stores it must see that
   * nobody has written them since, and otherwise advance again.
   *
   * @param now the time of the input; the time of the events
   * @param shared what outlives the run, as it is at that time
   */
  public static Transition advance(
      AgentDefinition definition, RunState state, RunInput input, Instant now, SharedState shared) {
    var course = new Course(definition, state, now, shared);
    Intake.take(course, input);
    Drive.on(course);
    return course.transition(input);
  }

  /**
   * {@return what an input says, and nothing of what follows from it}
   *
   * <p>For a time at which nothing new may be begun. What follows is left unfinished, as after an
   * advance that was too large.
   *
   * @param now the time of the input; the time of the events
   */
  public static Transition note(
      AgentDefinition definition, RunState state, RunInput input, Instant now, SharedState shared) {
    var course = new Course(definition, state, now, shared);
    Intake.take(course, input);
    return course.transition(input);
  }

  /**
   * {@return what a run does that an advance has left unfinished}
   *
   * <p>Of any other run nothing: what can go on has.
   */
  public static Transition goOn(
      AgentDefinition definition, RunState state, Instant now, SharedState shared) {
    var course = new Course(definition, state, now, shared);
    Drive.on(course);
    return course.transition();
  }
}
