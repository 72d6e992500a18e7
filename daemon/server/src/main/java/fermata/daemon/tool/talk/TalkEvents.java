package fermata.daemon.tool.talk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.platform.Threads;
import fermata.daemon.tool.ToolEvents;
import fermata.daemon.tool.ToolListener;
import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.definition.keys.DurationText;
import fermata.definition.selector.Selector;
import fermata.definition.selector.SelectorForm;
import fermata.engine.run.PublishedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets whoever performs a tool outside of the daemon publish events, wait for them and ask people,
 * by messages; {@code docs/tools.md} has them.
 *
 * <p>What a message asks for is done in the order of the messages; where one both waits and
 * publishes, the wait is there first. Thread-safe. Lives as long as the call.
 */
public final class TalkEvents implements AutoCloseable {

  /** Waits without a {@code timeout} end with the call. */
  private static final Duration NO_TIMEOUT = Duration.ofDays(365);

  private final ToolEvents events;
  private final TalkQuestions questions;
  private final TalkReplies replies;
  private final String name;
  private final Thread caller = Thread.currentThread();
  private final Map<String, Ear> ears = new HashMap<>();
  private boolean isClosed;
  private volatile @Nullable ToolRefusal refusal;

  /**
   * Makes one for a call, on the thread of the call.
   *
   * @param replies takes what the performer is told
   * @param name of its threads
   */
  public TalkEvents(ToolEvents events, ToolListener listener, TalkReplies replies, String name) {
    this.events = events;
    this.replies = replies;
    this.questions = new TalkQuestions(listener, this::send);
    this.name = name;
  }

  /** Who listens, and the thread that passes on what it hears. */
  private record Ear(ToolEvents.Listening listening, Thread thread) {

    void end() {
      listening.close();
      thread.interrupt();
    }
  }

  /** Does what a message asks for, if it does ask for something of this. */
  public void hear(JsonNode message) {
    try {
      find(message, "wait").ifPresent(it -> listen(it, true));
      find(message, "listen").ifPresent(it -> listen(it, false));
      find(message, "publish").ifPresent(this::publish);
      find(message, "ask").ifPresent(this::ask);
      find(message, "stop").ifPresent(it -> stop(it.path("id").asText()));
    } catch (Fault fault) {
      send(fault.id, "error", JsonNodeFactory.instance.textNode(fault.getMessage()));
    }
  }

  private static Optional<JsonNode> find(JsonNode message, String name) {
    return Optional.of(message.path(name)).filter(JsonNode::isObject);
  }

  /** What was asked for is not done; the performer is told why. */
  private static final class Fault extends RuntimeException {

    private final String id;

    Fault(String id, String message) {
      super(message);
      this.id = id;
    }
  }

  private synchronized void listen(JsonNode asked, boolean isOnce) {
    String id = asked.path("id").asText();
    if (ears.containsKey(id) || ears.size() >= ToolEvents.LISTENING_MAX) {
      throw new Fault(
          id,
          ears.containsKey(id)
              ? "id '" + id + "' listens already"
              : "it listens "
                  + ears.size()
                  + " times (expected: <= "
                  + ToolEvents.LISTENING_MAX
                  + ")");
    }
    Selector selector = selector(asked, id);
    Duration time = isOnce ? timeout(asked, id) : NO_TIMEOUT;
    long after = asked.path("since").asLong(events.newest());
    if (isClosed) {
      return;
    }
    ToolEvents.Listening listening = events.listen(selector, after);
    Thread thread =
        Threads.start(name + "-" + id, () -> passOn(new Task(id, listening, time, isOnce)));
    ears.put(id, new Ear(listening, thread));
  }

  private record Task(String id, ToolEvents.Listening listening, Duration time, boolean isOnce) {}

  private static Selector selector(JsonNode asked, String id) {
    return switch (SelectorForm.read(asked.path("event"))) {
      case SelectorForm.Reading.Fine(var selector) -> selector;
      case SelectorForm.Reading.Broken(List<SelectorForm.Issue> issues) ->
          throw new Fault(
              id, "/event" + issues.getFirst().pointer() + ": " + issues.getFirst().message());
    };
  }

  private static Duration timeout(JsonNode asked, String id) {
    String text = asked.path("timeout").asText("");
    if (text.isEmpty()) {
      return NO_TIMEOUT;
    }
    return DurationText.parse(text)
        .orElseThrow(
            () -> new Fault(id, "/timeout: '" + text + "' is no duration (expected: such as 30s)"));
  }

  private void passOn(Task task) {
    try (ToolEvents.Listening listening = task.listening()) {
      Optional<PublishedEvent> event;
      do {
        event = listening.next(task.time());
        forget(task.id(), task.isOnce());
        send(
            task.id(),
            event.isPresent() ? "event" : "timeout",
            event
                .<JsonNode>map(PublishedEvent::toJson)
                .orElse(JsonNodeFactory.instance.booleanNode(true)));
      } while (!task.isOnce());
    } catch (ToolEvents.EventsFailure failure) {
      forget(task.id(), true);
      send(
          task.id(),
          "error",
          JsonNodeFactory.instance.textNode(String.valueOf(failure.getMessage())));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Before its end is told: the performer may listen by the same id again at once. */
  private synchronized void forget(String id, boolean isOver) {
    if (isOver) {
      ears.remove(id);
    }
  }

  private void publish(JsonNode asked) {
    String id = asked.path("id").asText("");
    ToolEvents.Message message = message(asked, id);
    events
        .fault(message)
        .ifPresent(
            fault -> {
              throw new Fault(id, fault);
            });
    try {
      ToolEvents.Sent sent = events.publish(message);
      if (!id.isEmpty()) {
        ObjectNode done =
            JsonNodeFactory.instance
                .objectNode()
                .put("seq", sent.seq())
                .put("duplicate", sent.wasThere());
        send(id, "published", done);
      }
    } catch (ToolEvents.EventsFailure failure) {
      throw new Fault(id, String.valueOf(failure.getMessage()));
    }
  }

  private static ToolEvents.Message message(JsonNode asked, String id) {
    List<String> tags = new ArrayList<>();
    asked.path("tags").forEach(tag -> tags.add(tag.asText()));
    JsonNode data = asked.path("data");
    if (!data.isObject() && !data.isMissingNode()) {
      throw new Fault(id, "/data: not an object");
    }
    return new ToolEvents.Message(
        asked.path("schema").asText(),
        tags,
        data instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode(),
        textOrNull(asked.path("dedupe")));
  }

  private static @Nullable String textOrNull(JsonNode value) {
    return value.isTextual() ? value.textValue() : null;
  }

  private void ask(JsonNode asked) {
    String id = asked.path("id").asText("");
    questions
        .ask(id, (ObjectNode) asked, name)
        .ifPresent(
            fault -> {
              throw new Fault(id, fault);
            });
  }

  private synchronized void stop(String id) {
    Ear ear = ears.remove(id);
    if (ear != null) {
      ear.end();
    }
  }

  private void send(String id, String what, JsonNode value) {
    ObjectNode message = JsonNodeFactory.instance.objectNode().put("id", id);
    message.set(what, value);
    if (!replies.send(message)) {
      refusal =
          ToolRefusal.of(
              ToolFailureKinds.EVENTS, "the program does not read the events that it asked for");
      caller.interrupt();
    }
  }

  /** {@return why the call cannot go on; its thread is interrupted then} */
  public Optional<ToolRefusal> refusal() {
    return Optional.ofNullable(refusal);
  }

  @Override
  public synchronized void close() {
    questions.close();
    isClosed = true;
    ears.values().forEach(Ear::end);
    ears.clear();
  }
}
