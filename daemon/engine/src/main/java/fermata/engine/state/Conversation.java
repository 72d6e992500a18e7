package fermata.engine.state;

import fermata.engine.run.CallId;
import fermata.engine.run.Message;
import fermata.engine.run.ModelReply;
import fermata.engine.run.ToolRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A conversation of a step with a model.
 *
 * @param messages oldest first
 * @param model the one used last; absent before the first request
 * @param counts what has happened in it
 * @param turn where the present turn is
 */
public record Conversation(
    List<Message> messages, @Nullable String model, Counts counts, Turn turn) {

  /** Before the first message. */
  public static final Conversation EMPTY =
      new Conversation(List.of(), null, new Counts(0, 0, 0, 0, 0), new Turn.Ready());

  public Conversation {
    messages = List.copyOf(messages);
  }

  /**
   * What has happened in a conversation.
   *
   * @param turns replies of the model
   * @param toolCalls tool calls that it asked for, without those that set outputs
   * @param finishes turns in which it wanted to be done
   * @param sameCalls how many turns in a row it asked for the same calls
   * @param sameText how many turns in a row it said the same
   */
  public record Counts(int turns, int toolCalls, int finishes, int sameCalls, int sameText) {}

  /** Where a turn is. */
  public sealed interface Turn {

    /** The next request can go out. */
    record Ready() implements Turn {}

    /** The model is asked. */
    record Waiting(CallId call) implements Turn {}

    /** The model has answered; its requests that have no answer yet, in its order. */
    record Replied(ModelReply.Finish finish, List<Asked> asked) implements Turn {

      public Replied {
        asked = List.copyOf(asked);
      }
    }
  }

  /**
   * A tool request of the model.
   *
   * @param call what became of it; absent before that, and for the setting of outputs
   */
  public record Asked(ToolRequest request, @Nullable CallId call) {}

  /** {@return this with a turn that stands elsewhere} */
  public Conversation with(Turn changed) {
    return new Conversation(messages, model, counts, changed);
  }

  /** {@return this with one more message} */
  public Conversation with(Message message) {
    var more = new ArrayList<Message>(messages.size() + 1);
    more.addAll(messages);
    more.add(message);
    return new Conversation(more, model, counts, turn);
  }

  /** {@return the reply before the last message, if there was one} */
  public Optional<Message.Assistant> lastReply() {
    return messages.reversed().stream()
        .filter(Message.Assistant.class::isInstance)
        .map(Message.Assistant.class::cast)
        .findFirst();
  }
}
