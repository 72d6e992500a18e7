package fermata.engine.graph;

import fermata.engine.run.Effect;
import fermata.engine.run.Failure;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepId;
import fermata.engine.run.StepStatus;
import fermata.engine.state.Call;
import fermata.engine.state.Question;
import fermata.engine.state.Step;
import java.util.List;

/**
 * The end of a step that nobody waits for any more, while its run goes on.
 *
 * <p>Its calls are asked to stop and its questions are withdrawn; what comes of them is late.
 */
final class Withdrawal {

  private Withdrawal() {}

  static void withdraw(Course course, Step step, String reason) {
    inside(course, step.id()).forEach(inner -> withdraw(course, inner, reason));
    for (Question question : List.copyOf(course.state().questions().values())) {
      if (question.asked().step().equals(step.id())) {
        course.emit(new RunEvent.QuestionWithdrawn(question.id(), reason));
      }
    }
    for (Call call : course.state().callsOf(step.id()).toList()) {
      stop(course, call, reason);
    }
    LlmTurn.close(course, step.id(), reason);
    course.emit(
        new RunEvent.StepFinished(step.id(), step.node(), StepStatus.CANCELLED, null, null, 0));
  }

  /** {@return the steps in the body of a map step, those within other map steps left out} */
  private static List<Step> inside(Course course, StepId map) {
    return course.state().steps().values().stream()
        .filter(step -> step.token().frame() != null && step.token().frame().map().equals(map))
        .toList();
  }

  private static void stop(Course course, Call call, String reason) {
    if (call instanceof Call.Child child && Delegation.isAway(child)) {
      Delegation.giveUp(course, child, Failure.of("agent.cancelled", reason));
      return;
    }
    if (!(call.phase() instanceof Call.Phase.InFlight)) {
      if (call instanceof Call.Tool tool) {
        Winding.close(course, tool, reason);
      }
      return;
    }
    course.emit(
        switch (call) {
          case Call.Model model ->
              new RunEvent.ModelFailed(
                  model.step(), model.id(), Failure.of("model.cancelled", reason), true);
          case Call.Tool tool ->
              new RunEvent.ToolFailed(
                  tool.step(),
                  tool.id(),
                  tool.tool(),
                  Failure.of("tool.cancelled", "stopped: " + reason),
                  true);
          case Call.Child child -> throw new IllegalStateException("not under way: " + child);
        });
    course.perform(new Effect.StopCall(call.id()));
  }
}
