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
      case CANCELLING, FAILING -> Ends.wind(course);
      case NEW, HELD, INTERRUPTED, COMPLETED, FAILED, CANCELLED -> {}
    }
  }

  private static void run(Course course) {
    Budget.checkDuration(course);
    int before;
    do {
      before = course.eventCount();
      for (StepId step : List.copyOf(course.state().steps().asMap().keySet())) {
        if (isRunning(course) && course.state().steps().has(step)) {
          Steps.progress(course, course.state().steps().get(step));
        }
      }
      if (isRunning(course)) {
        Joins.activate(course);
      }
    } while (isRunning(course) && course.eventCount() > before);
    if (isRunning(course)) {
      Ends.settle(course);
    }
  }

  static boolean isRunning(Course course) {
    return course.state().status() == RunStatus.RUNNING;
  }
}
