package fermata.engine.graph;

import fermata.definition.model.OnUnknown;
import fermata.engine.run.Failure;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepStatus;
import fermata.engine.state.Call;
import fermata.engine.state.Step;
import java.util.List;

/** The end of a step whose run is ending: no call of it and no question of a model stays open. */
final class Winding {

  private Winding() {}

  static void wind(Course course, Step step, String reason) {
    for (Call call : List.copyOf(course.state().callsOf(step.id()).toList())) {
      if (call instanceof Call.Tool tool) {
        close(course, tool, reason);
      }
    }
    boolean isLive =
        course
            .state()
            .callsOf(step.id())
            .anyMatch(
                call -> call.phase() instanceof Call.Phase.InFlight || Delegation.isAway(call));
    if (isLive) {
      return;
    }
    LlmTurn.close(course, step.id(), reason);
    course.emit(
        new RunEvent.StepFinished(step.id(), step.node(), StepStatus.CANCELLED, null, null, 0));
  }

  static void close(Course course, Call.Tool call, String reason) {
    switch (call.phase()) {
      case Call.Phase.Requested _,
          Call.Phase.Asking _,
          Call.Phase.Judged _,
          Call.Phase.Approved _ ->
          course.emit(
              new RunEvent.ToolFailed(
                  call.step(),
                  call.id(),
                  call.tool(),
                  Failure.of("tool.cancelled", "not started: " + reason),
                  false));
      case Call.Phase.Lost _ -> course.emit(ToolCalls.unknown(call, OnUnknown.SKIP, null));
      case Call.Phase.InFlight _,
          Call.Phase.Away _,
          Call.Phase.Unknown _,
          Call.Phase.Failed _,
          Call.Phase.Backoff _,
          Call.Phase.Completed _,
          Call.Phase.Denied _ -> {}
    }
  }
}
