package fermata.engine.run;

import fermata.definition.model.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * The id of a timer within its run, named after what it watches; setting it again moves it.
 *
 * <p>A timer that is set anew keeps its id, so a late {@link RunInput.TimerDue} of the old time can
 * arrive: the engine compares the time and ignores it.
 */
public record TimerId(String value) {

  /** {@return the timer of the deadline of a call's attempt} */
  public static TimerId deadline(CallId call) {
    return new TimerId("deadline:" + call.value());
  }

  /** {@return the timer of the wait before a call's next attempt} */
  public static TimerId retry(CallId call) {
    return new TimerId("retry:" + call.value());
  }

  /** {@return the timer of the deadline of a question} */
  public static TimerId question(QuestionId question) {
    return new TimerId("question:" + question.value());
  }

  /** {@return the timer of the deadline of the run} */
  public static TimerId deadline() {
    return new TimerId("deadline");
  }

  /** {@return the timer of the deadline of a node that waits for branches} */
  public static TimerId join(NodeId node, @Nullable ElementId element) {
    String in = element == null ? "" : "@" + element.map().value() + "." + element.index();
    return new TimerId("join:" + node.value() + in);
  }

  /** {@return the timer of what a step waits for} */
  public static TimerId wait(StepId step) {
    return new TimerId("wait:" + step.value());
  }

  /** {@return the timer of the time that a step may go over a list} */
  public static TimerId map(StepId step) {
    return new TimerId("map:" + step.value());
  }

  /** {@return the timer of the running time of the run} */
  public static TimerId duration() {
    return new TimerId("duration");
  }
}
