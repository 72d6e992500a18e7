package fermata.engine.graph;

import fermata.engine.run.ItemId;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunInput;
import fermata.engine.state.Conversation;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import java.util.List;
import java.util.Optional;

/**
 * What people say to a model that is at work, without being asked.
 *
 * <p>It is told before the next request goes out: in the middle of a turn, requests of the model
 * would be parted from their answers. A model that wants to be done has another turn first.
 */
public final class Steering {

  /** How many things may wait for the next turn of one model. */
  public static final int WAITING_MAX = 16;

  private Steering() {}

  /** {@return the steps whose models can be told something, in the order of their beginning} */
  public static List<Step> steerable(RunState state) {
    return state.steps().values().stream().filter(Steering::isSteerable).toList();
  }

  private static boolean isSteerable(Step step) {
    // Models that decide, judge or sum up are asked one thing of ours.
    return step.work() instanceof Step.Work.Conversing(var conversation)
        && conversation.steers().size() < WAITING_MAX;
  }

  static void take(Course course, RunInput.Steered input) {
    boolean isOpen =
        switch (course.state().status()) {
          case RUNNING, HELD, PAUSING, PAUSED, INTERRUPTED -> true;
          case NEW, CANCELLING, FAILING, COMPLETED, FAILED, CANCELLED -> false;
        };
    Optional<Step> step = course.state().steps().find(input.step());
    if (isOpen && step.filter(Steering::isSteerable).isPresent()) {
      course.emit(new RunEvent.SteerAccepted(input.step(), input.text(), input.by()));
    }
  }

  /** Tells a model the first of what it is to be told, if there is something; whether it did. */
  static boolean isApplied(Course course, Step step) {
    Step now = course.state().steps().get(step.id());
    List<String> steers = now.conversation().map(Conversation::steers).orElse(List.of());
    if (steers.isEmpty()) {
      return false;
    }
    ItemId item = course.nextItem();
    course.emit(
        new RunEvent.MessageCreated(
            step.id(), item, RunEvent.Role.USER, steers.getFirst(), null, List.of()));
    course.emit(new RunEvent.SteerApplied(step.id(), item));
    return true;
  }

  /** Whether a model that is done has something to hear first. */
  static boolean isWaiting(Course course, Step step) {
    return course
        .state()
        .steps()
        .find(step.id())
        .flatMap(Step::conversation)
        .filter(it -> !it.steers().isEmpty())
        .isPresent();
  }
}
