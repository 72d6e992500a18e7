package fermata.engine.state;

import fermata.engine.run.CallId;
import fermata.engine.run.Message;
import fermata.engine.run.Messages;
import fermata.engine.run.ModelReply;
import fermata.engine.run.QuestionId;
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
 * @param results whole texts of results of which the model was told a part, by their calls; the
 *     latest {@link #RESULTS_MAX}
 * @param steers what people want the model to be told at its next turn, in their order
 */
public record Conversation(
    List<Message> messages,
    @Nullable String model,
    Counts counts,
    Turn turn,
    Table<CallId, String> results,
    List<String> steers) {

  /** How many long results a conversation keeps for the model to read on in. */
  public static final int RESULTS_MAX = 16;

  /** Before the first message. */
  public static final Conversation EMPTY = of(List.of(), Table.empty());

  public Conversation {
    messages = Messages.of(messages);
    steers = List.copyOf(steers);
  }

  private static Conversation of(List<Message> messages, Table<CallId, String> results) {
    return new Conversation(messages, null, Counts.NONE, new Turn.Ready(), results, List.of());
  }

  /**
   * What has happened in a conversation.
   *
   * @param turns replies of the model
   * @param toolCalls tool calls that it asked for, without those of tools of ours
   * @param finishes turns in which it wanted to be done, since a person last spoke to it
   * @param sameCalls how many turns in a row it asked for the same calls
   * @param sameText how many turns in a row it said the same
   * @param stalls how often it was found to repeat itself
   */
  public record Counts(
      int turns, int toolCalls, int finishes, int sameCalls, int sameText, int stalls) {

    /** Nothing. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    /** {@return this after the model was found to repeat itself} */
    public Counts stalled() {
      return new Counts(turns, toolCalls, finishes, 0, 0, stalls + 1);
    }

    /** {@return this after a person has spoken} */
    public Counts told() {
      return new Counts(turns, toolCalls, 0, 0, 0, stalls);
    }
  }

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

    /** A person is asked what the model is told next. */
    record Asking(QuestionId question) implements Turn {}

    /** A person has said what the model is told next. */
    record Told(String text) implements Turn {}
  }

  /**
   * A tool request of the model.
   *
   * @param call what became of it; absent before that, and for tools of ours
   */
  public record Asked(ToolRequest request, @Nullable CallId call) {}

  /** {@return this with a turn that stands elsewhere} */
  public Conversation with(Turn changed) {
    return new Conversation(messages, model, counts, changed, results, steers);
  }

  /** {@return this with other counts} */
  public Conversation with(Counts changed) {
    return new Conversation(messages, model, changed, turn, results, steers);
  }

  /** {@return this with one more message; there is one system message at most, the last} */
  public Conversation with(Message message) {
    if (message instanceof Message.Instructions
        && !messages.isEmpty()
        && messages.getFirst() instanceof Message.Instructions) {
      var changed = new ArrayList<>(messages);
      changed.set(0, message);
      return with(changed);
    }
    return with(Messages.of(messages).plus(message));
  }

  /** {@return this with other messages} */
  public Conversation with(List<Message> changed) {
    return new Conversation(changed, model, counts, turn, results, steers);
  }

  /** {@return this with the whole text of a result of which the model was told a part} */
  public Conversation keeping(CallId call, String text) {
    Table<CallId, String> more = results.with(call, text);
    if (more.asMap().size() > RESULTS_MAX) {
      more = more.without(more.asMap().keySet().iterator().next());
    }
    return new Conversation(messages, model, counts, turn, more, steers);
  }

  /** {@return this with one more thing that the model is to be told} */
  public Conversation steered(String text) {
    var more = new ArrayList<>(steers);
    more.add(text);
    return new Conversation(messages, model, counts, turn, results, more);
  }

  /** {@return this after the model was told the first of what it was to be told} */
  public Conversation heard() {
    List<String> rest = steers.subList(1, steers.size());
    return new Conversation(messages, model, counts.told(), turn, results, rest);
  }

  /** {@return what a later visit of the node goes on with} */
  public Conversation over() {
    return of(messages, results);
  }

  /** {@return the reply before the last message, if there was one} */
  public Optional<Message.Assistant> lastReply() {
    return messages.reversed().stream()
        .filter(Message.Assistant.class::isInstance)
        .map(Message.Assistant.class::cast)
        .findFirst();
  }
}
