package fermata.engine.graph;

import fermata.engine.run.Failure;
import fermata.engine.run.ResumeCause;
import fermata.engine.run.RunEvent;
import fermata.engine.state.Call;
import fermata.engine.state.RunStatus;
import java.util.List;

/** A run whose daemon died, and its return. */
final class Interruption {

  private Interruption() {}

  static void interrupt(Course course, String cause) {
    RunStatus status = course.state().status();
    switch (status) {
      case RUNNING, CANCELLING, FAILING -> lose(course, cause);
      case NEW, HELD, INTERRUPTED, COMPLETED, FAILED, CANCELLED -> {
        return;
      }
    }
    if (status == RunStatus.RUNNING) {
      recover(course, cause);
    }
  }

  private static void lose(Course course, String cause) {
    List<Call> lost = course.state().callsInFlight().toList();
    course.emit(new RunEvent.RunInterrupted(cause));
    for (Call call : lost) {
      if (call instanceof Call.Model) {
        course.emit(new RunEvent.ModelLost(call.step(), call.id()));
      }
    }
  }

  private static void recover(Course course, String cause) {
    switch (course.definition().recovery()) {
      case RESUME -> course.emit(new RunEvent.RunResumed(ResumeCause.DAEMON_RESTART));
      case FAIL ->
          Ends.fail(
              course,
              Failure.of("interrupted", "the daemon ended while the run was running: " + cause));
      case ASK -> {}
    }
  }

  static void resume(Course course) {
    if (course.state().status() == RunStatus.INTERRUPTED) {
      course.emit(new RunEvent.RunResumed(ResumeCause.CLIENT));
    }
  }
}
