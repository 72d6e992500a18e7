package fermata.daemon.tool.talk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.platform.Threads;
import fermata.daemon.tool.ToolListener;
import fermata.daemon.tool.ToolQuestion;
import fermata.definition.schema.SchemaValidator.Violation;
import fermata.engine.run.QuestionArgs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the performer of a tool wants to know of people, in the words of {@code human.ask}.
 *
 * <p>Of several questions of one call the next is asked when the one before is answered.
 * Thread-safe. Lives as long as the call.
 */
final class TalkQuestions implements AutoCloseable {

  /** How many questions of one call may be open or wait for their turn. */
  static final int OPEN_MAX = 16;

  private final ToolListener listener;
  private final Replies replies;
  private final Map<String, Thread> open = new HashMap<>();
  private boolean isClosed;

  /** Where answers go to. */
  interface Replies {

    /** Tells what became of a question: {@code what} is {@code answer} or {@code declined}. */
    void send(String id, String what, JsonNode value);
  }

  TalkQuestions(ToolListener listener, Replies replies) {
    this.listener = listener;
    this.replies = replies;
  }

  /** {@return why what is asked cannot be asked; it is asked where there is no reason} */
  synchronized Optional<String> ask(String id, ObjectNode asked, String name) {
    ObjectNode args = asked.deepCopy();
    args.remove("id");
    var question = new QuestionArgs(args);
    List<Violation> violations = question.violations();
    if (!violations.isEmpty()) {
      return Optional.of(violations.getFirst().pointer() + ": " + violations.getFirst().message());
    }
    if (args.has("timeout") || args.has("assignee")) {
      return Optional.of("/timeout, /assignee: only human.ask has them");
    }
    if (open.containsKey(id) || open.size() >= OPEN_MAX) {
      return Optional.of(
          "id '"
              + id
              + "': asked already, or "
              + OPEN_MAX
              + " questions are open (expected: fewer)");
    }
    if (!isClosed) {
      var wanted =
          new ToolQuestion(
              question.kind(),
              args.path("question").asText(),
              question.fields(),
              question.options());
      open.put(id, Threads.start(name + "-" + id, () -> await(id, wanted)));
    }
    return Optional.empty();
  }

  private void await(String id, ToolQuestion question) {
    try {
      Optional<JsonNode> answer = listener.ask(question);
      synchronized (this) {
        open.remove(id);
      }
      replies.send(id, answer.isPresent() ? "answer" : "declined", answer.orElse(BooleanNode.TRUE));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    open.values().forEach(Thread::interrupt);
    open.clear();
  }
}
