package fermata.engine.graph;

import fermata.engine.fold.Canonical;
import fermata.engine.run.Failure;
import fermata.engine.run.ResumeCause;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunInput;
import fermata.engine.state.Call;
import fermata.engine.state.RunState;
import fermata.engine.state.RunStatus;
import java.util.List;

/** A run whose daemon died, and its return. */
final class Interruption {

  private Interruption() {}

  static void interrupt(Course course, String cause) {
    RunState state = course.state();
    switch (state.status()) {
      case RUNNING -> {
        lose(course, cause);
        recover(course, cause);
      }
      case HELD -> {
        if (isTorn(state) || state.hasLiveCalls()) {
          lose(course, cause);
          recover(course, cause);
        }
      }
      case PAUSING -> {
        lose(course, cause);
        failIfTorn(course);
      }
      case CANCELLING, FAILING -> {
        lose(course, cause);
        Delegation.stop(course, "the parent run is ending");
      }
      case NEW, PAUSED, INTERRUPTED, COMPLETED, FAILED, CANCELLED -> {}
    }
  }

  /**
   * Whether the events end in the middle of an advance, which no store lets them that keeps its
   * word: see {@link Transition}.
   */
  static boolean isTorn(RunState state) {
    boolean waitsForNothing =
        state.status() == RunStatus.HELD
            && state.questions().isEmpty()
            && Waits.steps(state).findAny().isEmpty()
            && state.calls().values().stream()
                .noneMatch(
                    call -> call.phase() instanceof Call.Phase.Backoff || Delegation.isAway(call))
            && state.flow().arrivals().stream().allMatch(arrival -> arrival.dueAt() == null);
    return waitsForNothing || state.flow().departing() != null;
  }

  private static void lose(Course course, String cause) {
    List<Call> lost = course.state().callsInFlight().toList();
    course.emit(new RunEvent.RunInterrupted(cause));
    loseModels(course, lost);
    ToolQuestions.withdrawAll(course, lost);
  }

  private static void loseModels(Course course, List<Call> lost) {
    for (Call call : lost) {
      if (call instanceof Call.Model) {
        course.emit(new RunEvent.ModelLost(call.step(), call.id()));
      }
    }
  }

  private static void recover(Course course, String cause) {
    if (failIfTorn(course)) {
      return;
    }
    switch (course.definition().recovery()) {
      case RESUME -> course.emit(new RunEvent.RunResumed(ResumeCause.DAEMON_RESTART));
      case FAIL ->
          Ends.fail(
              course,
              Failure.of("interrupted", "the daemon ended while the run was running: " + cause));
      case ASK -> {}
    }
  }

  private static boolean failIfTorn(Course course) {
    if (course.state().flow().departing() == null) {
      return false;
    }
    Ends.fail(
        course,
        Failure.of("journal.torn", "the journal ends between the edges of a step that ended"));
    return true;
  }

  /** Takes the place of another run: what is under way there is not under way here. */
  static void fork(Course course, RunInput.Forked input) {
    switch (course.state().status()) {
      case RUNNING, HELD, PAUSING, PAUSED, INTERRUPTED -> {
        List<Call> lost = course.state().callsInFlight().toList();
        course.emit(
            new RunEvent.RunForked(
                input.parent(),
                Canonical.of(input.input()),
                input.state(),
                input.tools(),
                input.models(),
                input.shift().toMillis()));
        loseModels(course, lost);
        ToolQuestions.withdrawAll(course, lost);
        input.debuggers().forEach(set -> course.emit(new RunEvent.BreakpointsSet(set)));
        resume(course);
      }
      case NEW, CANCELLING, FAILING, COMPLETED, FAILED, CANCELLED -> {}
    }
  }

  static void resume(Course course) {
    switch (course.state().status()) {
      case INTERRUPTED -> course.emit(new RunEvent.RunResumed(ResumeCause.CLIENT));
      case PAUSING, PAUSED -> {
        course.emit(new RunEvent.RunResumed(ResumeCause.CLIENT));
        Delegation.resume(course);
      }
      case NEW, RUNNING, HELD, CANCELLING, FAILING, COMPLETED, FAILED, CANCELLED -> {}
    }
  }
}
