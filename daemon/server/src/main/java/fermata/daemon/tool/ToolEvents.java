package fermata.daemon.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.selector.Selector;
import fermata.engine.run.PublishedEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The event side, as a call of a tool sees it: it publishes in the name of its run, and waits for
 * what others publish.
 *
 * <p>Who waits is registered before {@link #listen} returns and is woken by the event; nothing is
 * searched for and nobody looks again and again. Thread-safe.
 */
public interface ToolEvents {

  /** The most that one call listens to at once. */
  int LISTENING_MAX = 64;

  /** How many events may wait for a listener that does not take them. */
  int UNTAKEN_MAX = 256;

  /** Gives each call its own. */
  @FunctionalInterface
  interface Source {

    /** {@return the event side of a call} */
    ToolEvents of(ToolCall call);
  }

  /**
   * What is to be published.
   *
   * @param dedupeKey one of the same schema and key that was published before is not published
   *     again; absent where each is new
   */
  record Message(String schema, List<String> tags, ObjectNode data, @Nullable String dedupeKey) {

    public Message {
      tags = List.copyOf(tags);
    }
  }

  /**
   * What became of a message.
   *
   * @param seq its number in the journal of the workspace
   * @param wasThere whether it was published before, under its key
   */
  record Sent(long seq, boolean wasThere) {}

  /** Events cannot be published, or were lost to one who listens. */
  final class EventsFailure extends IOException {

    public EventsFailure(String message) {
      super(message);
    }
  }

  /** {@return what is wrong with a message; the first of it, with a JSON pointer} */
  Optional<String> fault(Message message);

  /**
   * Publishes a message that has no fault; returns when that is durable.
   *
   * @throws EventsFailure if it cannot be stored
   */
  Sent publish(Message message) throws EventsFailure;

  /** {@return the number of the newest event} */
  long newest();

  /**
   * Begins to listen.
   *
   * @param after the number of the last event that does not count
   */
  Listening listen(Selector selector, long after);

  /** Somebody who listens until it is closed. Thread-safe. */
  interface Listening extends AutoCloseable {

    /**
     * Waits for the next event, in the order in which they were published.
     *
     * @return nothing where the time has passed
     * @throws EventsFailure if more than {@link #UNTAKEN_MAX} events were waiting to be taken: some
     *     are lost to this listener
     */
    Optional<PublishedEvent> next(Duration time) throws EventsFailure, InterruptedException;

    /** Ends it. One who waits waits on until its time has passed. */
    @Override
    void close();
  }
}
