package fermata.engine.graph;

import fermata.engine.run.HeldReason;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunInput;
import java.util.ArrayList;
import java.util.List;

/**
 * A run that somebody wants to stand still, between any two things that it does.
 *
 * <p>What is under way may end, nothing new starts; then the run is held until somebody wants it to
 * go on. Answers and outcomes that come meanwhile are kept.
 */
final class Pausing {

  private Pausing() {}

  static void request(Course course, RunInput.PauseRequested input) {
    switch (course.state().status()) {
      case RUNNING, HELD -> {
        course.emit(new RunEvent.RunPausing(input.reason(), input.by()));
        Delegation.pause(course, input.reason(), input.by());
      }
      case NEW,
          PAUSING,
          PAUSED,
          INTERRUPTED,
          CANCELLING,
          FAILING,
          COMPLETED,
          FAILED,
          CANCELLED -> {}
    }
  }

  /** Holds the run once nothing of it is under way. */
  static void settle(Course course) {
    if (course.state().hasLiveCalls()) {
      return;
    }
    var reasons = new ArrayList<HeldReason>(List.of(new HeldReason.Paused()));
    reasons.addAll(Ends.reasons(course.state()));
    course.emit(new RunEvent.RunHeld(reasons));
  }
}
