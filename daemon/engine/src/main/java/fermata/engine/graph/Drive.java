package fermata.engine.graph;

import fermata.engine.run.StepId;
import fermata.engine.state.RunStatus;
import java.util.List;

/** Lets a run go on as far as it can without the outside. */
final class Drive {

  private Drive() {}

  static void on(Course course) {
    switch (course.state().status()) {
      case RUNNING -> run(course);
      case PAUSING -> Pausing.settle(course);
      case CANCELLING, FAILING -> Ends.wind(course);
      case NEW, HELD, PAUSED, INTERRUPTED, COMPLETED, FAILED, CANCELLED -> {}
    }
  }

  private static void run(Course course) {
    RunTime.check(course);
    int before;
    do {
      before = course.eventCount();
      for (StepId step : List.copyOf(course.state().steps().asMap().keySet())) {
        if (goesOn(course) && course.state().steps().has(step)) {
          Steps.progress(course, course.state().steps().get(step));
        }
      }
      if (goesOn(course) && Constraints.allow(course)) {
        Joins.activate(course);
      }
    } while (goesOn(course) && course.eventCount() > before && !course.isFull());
    if (goesOn(course) && course.eventCount() > before) {
      course.interrupt();
    } else if (isRunning(course)) {
      Ends.settle(course);
    } else if (course.state().status() == RunStatus.PAUSING) {
      // A debugger has made it stand still.
      Pausing.settle(course);
    }
  }

  // While somebody is asked whether the run may use more, nothing new starts.
  private static boolean goesOn(Course course) {
    return isRunning(course) && !Exceeding.isAsked(course.state());
  }

  static boolean isRunning(Course course) {
    return course.state().status() == RunStatus.RUNNING;
  }
}
