package fermata.engine.graph;

import fermata.engine.run.CallId;
import fermata.engine.run.Effect;
import fermata.engine.run.Failure;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunId;
import fermata.engine.state.Call;
import fermata.engine.state.RunState;
import java.util.List;
import java.util.stream.Stream;

/**
 * Child runs that are under way: they outlive what happens to the daemon, and hear what their
 * parent is told.
 */
final class Delegation {

  private Delegation() {}

  static boolean isAway(Call call) {
    return call.phase() instanceof Call.Phase.Away;
  }

  /** {@return the child runs that have not ended} */
  static Stream<Call.Child> away(RunState state) {
    return state.calls().values().stream()
        .filter(Delegation::isAway)
        .filter(Call.Child.class::isInstance)
        .map(Call.Child.class::cast);
  }

  /** Asks all child runs to end. */
  static void stop(Course course, String reason) {
    for (Call.Child child : List.copyOf(away(course.state()).toList())) {
      course.perform(new Effect.StopChild(child.id(), child.run(), reason));
    }
  }

  /** Asks all child runs to stand still. */
  static void pause(Course course, String reason, String by) {
    away(course.state())
        .toList()
        .forEach(
            child -> course.perform(new Effect.PauseChild(child.id(), child.run(), reason, by)));
  }

  /** Asks all child runs to go on. */
  static void resume(Course course) {
    away(course.state())
        .toList()
        .forEach(child -> course.perform(new Effect.ResumeChild(child.id(), child.run())));
  }

  /** Gives up a child run: it is asked to end, and its step fails when it has. */
  static void giveUp(Course course, Call.Child child, Failure failure) {
    course.emit(new RunEvent.SubrunStopping(child.step(), child.id(), child.run(), failure));
    course.perform(new Effect.StopChild(child.id(), child.run(), failure.message()));
  }

  /**
   * {@return the id of a child run: its parent's with the call, and the attempt after the first}
   */
  static RunId idOf(RunId parent, CallId call, int attempt) {
    String id = parent.value() + "." + call.value();
    return new RunId(attempt == 1 ? id : id + "-" + attempt);
  }
}
