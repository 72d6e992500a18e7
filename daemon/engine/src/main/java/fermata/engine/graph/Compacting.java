package fermata.engine.graph;

import fermata.engine.fold.Compaction;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepId;
import fermata.engine.state.Conversation;
import fermata.engine.state.Step;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that outgrows the window of its model: when a part is left out, and how much.
 *
 * <p>First the results of tools in older turns, then whole turns. The latest turns stay as they
 * are. Half of the window is left free at once, so that what a provider keeps of a conversation
 * holds for a while.
 */
final class Compacting {

  /** The part of the window that a request may fill before something is left out, in percent. */
  private static final int FULL_PERCENT = 80;

  /** The part of the window that a request fills at most after that, in percent. */
  private static final int LEFT_PERCENT = 50;

  /** How many of the latest turns keep the results of their tools. */
  private static final int RECENT_TURNS = 2;

  private Compacting() {}

  /**
   * {@return the conversation as it fits into a window; as it is where it does anyway}
   *
   * @param window in tokens; absent where nobody knows
   * @param tokens what a request with a conversation is estimated to take
   */
  static Conversation fit(
      Course course,
      StepId step,
      Conversation conversation,
      @Nullable Long window,
      ToLongFunction<Conversation> tokens) {
    if (window == null || tokens.applyAsLong(conversation) * 100 <= window * FULL_PERCENT) {
      return conversation;
    }
    return compact(course, step, conversation, window * LEFT_PERCENT / 100, tokens);
  }

  /**
   * What is to be left out of a conversation.
   *
   * @param dropped how many turns, the oldest first
   * @param shortened how many turns after those have the results of their tools cut
   */
  record Plan(int dropped, int shortened) {}

  /** {@return what is to be left out before a request goes out; empty where it fits} */
  static Optional<Plan> plan(
      Conversation conversation, @Nullable Long window, ToLongFunction<Conversation> tokens) {
    return window == null || tokens.applyAsLong(conversation) * 100 <= window * FULL_PERCENT
        ? Optional.empty()
        : plan(conversation, window * LEFT_PERCENT / 100, tokens);
  }

  private static Optional<Plan> plan(
      Conversation conversation, long max, ToLongFunction<Conversation> tokens) {
    int turns = Compaction.turns(conversation);
    OptionalInt enough =
        IntStream.range(0, turns)
            .filter(dropped -> tokens.applyAsLong(without(conversation, dropped)) <= max)
            .findFirst();
    int dropped = enough.orElse(Math.max(0, turns - 1));
    return tokens.applyAsLong(without(conversation, dropped)) >= tokens.applyAsLong(conversation)
        ? Optional.empty()
        : Optional.of(new Plan(dropped, shortened(turns, dropped)));
  }

  /** Leaves out half of a conversation that a provider finds too long. {@return whether it can} */
  static boolean isHalved(Course course, Step step, Conversation conversation) {
    ToLongFunction<Conversation> tokens = Budget::estimate;
    long half = tokens.applyAsLong(conversation) / 2;
    return !compact(course, step.id(), conversation, half, tokens).equals(conversation);
  }

  private static Conversation compact(
      Course course,
      StepId step,
      Conversation conversation,
      long max,
      ToLongFunction<Conversation> tokens) {
    Optional<Plan> plan = plan(conversation, max, tokens);
    if (plan.isEmpty()) {
      return conversation;
    }
    Plan left = plan.get();
    course.emit(
        new RunEvent.ConversationCompacted(
            step,
            left.dropped(),
            left.shortened(),
            tokens.applyAsLong(conversation),
            tokens.applyAsLong(without(conversation, left.dropped())),
            null));
    return course.state().steps().get(step).conversation().orElse(Conversation.EMPTY);
  }

  private static Conversation without(Conversation conversation, int dropped) {
    return Compaction.of(
        conversation, dropped, shortened(Compaction.turns(conversation), dropped), null);
  }

  private static int shortened(int turns, int dropped) {
    return Math.max(0, turns - RECENT_TURNS - dropped);
  }
}
