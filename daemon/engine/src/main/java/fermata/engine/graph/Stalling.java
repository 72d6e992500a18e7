package fermata.engine.graph;

import fermata.definition.model.Conduct.OnStall;
import fermata.engine.run.Failure;
import fermata.engine.run.RunEvent;
import fermata.engine.state.Conversation;
import fermata.engine.state.Step;

/** What is done about a model that repeats itself. */
final class Stalling {

  /** How many turns in a row may ask for the same calls, or say the same. */
  static final int REPEATS_MAX = 3;

  private Stalling() {}

  /** Sees to a model that repeats itself. {@return whether it does} */
  static boolean isMet(Course course, Step step, Conversation conversation) {
    Conversation.Counts counts = conversation.counts();
    if (counts.sameCalls() >= REPEATS_MAX) {
      meet(
          course,
          step,
          Failure.of(
              "llm.doom-loop",
              "the model asked " + REPEATS_MAX + " times in a row for the same calls"));
      return true;
    }
    if (counts.sameText() >= REPEATS_MAX) {
      meet(
          course,
          step,
          Failure.of("llm.stall", "the model said " + REPEATS_MAX + " times in a row the same"));
      return true;
    }
    return false;
  }

  private static void meet(Course course, Step step, Failure stall) {
    Conversation.Counts counts =
        course.state().steps().get(step.id()).conversation().orElse(Conversation.EMPTY).counts();
    OnStall wanted = course.llm(step).conduct().onStall();
    OnStall then = wanted == OnStall.NUDGE && counts.stalls() > 0 ? OnStall.FAIL : wanted;
    course.emit(new RunEvent.ModelStalled(step.id(), stall.kind(), REPEATS_MAX, then));
    LlmTurn.close(course, step.id(), stall.kind());
    switch (then) {
      case FAIL -> Steps.fail(course, step, stall);
      case NUDGE -> LlmWork.say(course, step.id(), RunEvent.Role.USER, nudge(stall), null);
      case ASK -> LlmWork.ask(course, step, question(step, stall));
    }
  }

  private static String nudge(Failure stall) {
    return stall.message().replace("the model", "You")
        + ", and nothing has changed by that. Do something else: other arguments, another tool, or"
        + " say what is in the way.";
  }

  private static String question(Step step, Failure stall) {
    return "Node '"
        + step.node().value()
        + "' does not get on: "
        + stall.message()
        + ". What should it do?";
  }
}
