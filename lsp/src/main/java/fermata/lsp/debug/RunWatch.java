package fermata.lsp.debug;

import fermata.client.EventStream;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.client.StreamItem;
import fermata.wire.event.EventEnvelope;
import fermata.wire.method.events.StartPosition;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Follows the events of a session on a thread of its own, until its run has ended. */
final class RunWatch {

  private static final Duration WAIT = Duration.ofMinutes(5);

  /** How often a session is asked for that is about to begin, and how long is waited in between. */
  private static final int BEGIN_TRIES = 200;

  private static final Duration BEGIN_WAIT = Duration.ofMillis(50);

  private final FermataClient client;
  private final String session;
  private final Consumer<EventEnvelope> events;
  private volatile boolean isOver;

  RunWatch(FermataClient client, String session, Consumer<EventEnvelope> events) {
    this.client = client;
    this.session = session;
    this.events = events;
  }

  /** Follows from a position; returns at once. */
  void start(StartPosition from) {
    Thread.ofVirtual().name("watch-" + session).start(() -> follow(from));
  }

  /** Hears no more. */
  void stop() {
    isOver = true;
  }

  private void follow(StartPosition from) {
    for (int attempt = 0; attempt < BEGIN_TRIES && !isOver; attempt++) {
      try (EventStream stream = client.events(session, from)) {
        while (!isOver) {
          Optional<StreamItem> item = stream.next(WAIT);
          if (item.isPresent() && item.get() instanceof StreamItem.Event(var event) && !isOver) {
            events.accept(event);
          }
        }
        return;
      } catch (FermataException.Refused notYet) {
        if (!pause()) {
          return;
        }
      } catch (FermataException gone) {
        return;
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(BEGIN_WAIT);
      return true;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
