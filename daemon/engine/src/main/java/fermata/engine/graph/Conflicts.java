package fermata.engine.graph;

import fermata.engine.fold.Joining;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says which writes of branches cannot meet. */
final class Conflicts {

  private Conflicts() {}

  /**
   * Tells each of them.
   *
   * @param step where the branches meet; absent at the end of the run
   */
  static void tell(Course course, @Nullable StepId step, List<Joining.Conflict> conflicts) {
    for (Joining.Conflict conflict : conflicts) {
      course.emit(
          new RunEvent.StateConflicted(
              step, conflict.key(), conflict.values(), conflict.failure()));
    }
  }
}
