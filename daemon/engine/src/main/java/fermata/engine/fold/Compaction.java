package fermata.engine.fold;

import fermata.engine.run.Message;
import fermata.engine.state.Conversation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation of which a part is left out.
 *
 * <p>What stands before the first reply stays, and so do the latest turns. A turn is a reply with
 * what the model was told in return, so no request is left without its answer.
 */
public final class Compaction {

  /** What stands in the place of turns that are left out. */
  private static final Message LEFT_OUT =
      new Message.User("[Earlier turns are left out here, because the conversation grew long.]");

  /** What a summary of turns begins with that are left out. */
  private static final String SUMMED_UP = "[Earlier turns, in short:]\n";

  private static final int SHOWN_UNITS = 400;

  private Compaction() {}

  /** {@return how many turns a conversation has} */
  public static int turns(Conversation conversation) {
    return (int) conversation.messages().stream().filter(Compaction::opens).count();
  }

  /**
   * {@return the conversation with a part left out}
   *
   * @param dropped how many turns, the oldest first, are left out
   * @param shortened how many turns after those have the results of their tools cut
   * @param summary of the turns that are left out; absent where nobody has made one
   */
  public static Conversation of(
      Conversation conversation, int dropped, int shortened, @Nullable String summary) {
    var kept = new ArrayList<Message>();
    int turn = 0;
    for (Message message : conversation.messages()) {
      turn += opens(message) ? 1 : 0;
      if (turn == dropped + 1 && opens(message) && dropped > 0) {
        stand(kept, summary);
      }
      if (turn == 0 || turn > dropped) {
        kept.add(turn > 0 && turn <= dropped + shortened ? shortened(message) : message);
      }
    }
    return conversation.with(kept);
  }

  private static boolean opens(Message message) {
    return message instanceof Message.Assistant;
  }

  // A new summary has in it what an earlier one said.
  private static void stand(List<Message> kept, @Nullable String summary) {
    boolean isThere = !kept.isEmpty() && standsForTurns(kept.getLast());
    if (summary != null) {
      if (isThere) {
        kept.removeLast();
      }
      kept.add(new Message.User(SUMMED_UP + summary));
    } else if (!isThere) {
      kept.add(LEFT_OUT);
    }
  }

  /** Whether a message stands in the place of turns that were left out before. */
  public static boolean standsForTurns(Message message) {
    return message.equals(LEFT_OUT)
        || (message instanceof Message.User(var text, _) && text.startsWith(SUMMED_UP));
  }

  private static Message shortened(Message message) {
    if (!(message instanceof Message.Tool(var id, var text)) || text.length() <= SHOWN_UNITS) {
      return message;
    }
    // A pair of surrogates is not cut in two: half a character is not a text.
    int end =
        Character.isHighSurrogate(text.charAt(SHOWN_UNITS / 2 - 1))
            ? SHOWN_UNITS / 2 - 1
            : SHOWN_UNITS / 2;
    String told = text.substring(0, end);
    return new Message.Tool(id, told + "\n[the rest is left out, as the conversation grew long]");
  }
}
