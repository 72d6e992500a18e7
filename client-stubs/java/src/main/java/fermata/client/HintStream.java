package fermata.client;

import fermata.wire.method.Methods;
import fermata.wire.method.events.EventsSubscribeParams;
import fermata.wire.method.events.StartPosition;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions have changed, across reconnects and restarts of the daemon: what a list of
 * thousands of sessions is kept true by.
 *
 * <p>The first hint, and the first after a reconnect, asks to list them all. Whoever reads slowly
 * gets fewer hints, never older ones.
 *
 * <p>Confined to one thread at a time, except for {@link #close}.
 */
public final class HintStream implements AutoCloseable {

  /** How often in a row the subscription is made anew without a hint. */
  private static final int HEALINGS_MAX = 10;

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final EventsSubscribeParams ALL_SESSIONS =
      EventsSubscribeParams.of("*", new StartPosition.Now());

  private final FermataClient client;
  private final boolean maySpawn;
  private @Nullable Attachment attachment;
  private boolean isClosed;
  private int healings;

  /**
   * A stream that has not begun.
   *
   * @param maySpawn whether a daemon is started where none runs any longer
   */
  HintStream(FermataClient client, boolean maySpawn) {
    this.client = client;
    this.maySpawn = maySpawn;
  }

  private record Attachment(Link link, String sub, HintQueue hints) {}

  /**
   * Waits for the next hint. Where the connection is lost, the wait for a new one comes on top.
   *
   * @return empty when the time is up
   * @throws FermataException when the stream is closed or cannot be healed
   */
  public Optional<Hint> next(Duration max) throws InterruptedException {
    Deadline deadline = Deadline.in(max);
    while (true) {
      try {
        Optional<Hint> hint = attach().hints().next(deadline);
        healings = 0;
        return hint;
      } catch (LinkLostException _) {
        detach();
        pause();
      }
    }
  }

  private Attachment attach() throws LinkLostException {
    Attachment there = current();
    if (there != null) {
      return there;
    }
    Link link = client.link(maySpawn);
    String sub = link.call(Methods.EVENTS_SUBSCRIBE, ALL_SESSIONS, patience()).sub();
    var attached = new Attachment(link, sub, link.hints(sub));
    if (!adopt(attached)) {
      link.unsubscribe(sub, patience());
      throw closed();
    }
    return attached;
  }

  private Deadline patience() {
    return Deadline.in(client.settings().callMax());
  }

  private synchronized @Nullable Attachment current() {
    if (isClosed) {
      throw closed();
    }
    return attachment;
  }

  private synchronized boolean adopt(Attachment attached) {
    attachment = isClosed ? null : attached;
    return !isClosed;
  }

  private synchronized void detach() {
    attachment = null;
  }

  private static FermataException closed() {
    return new FermataException.Disconnected("the stream is closed");
  }

  private void pause() throws InterruptedException {
    if (++healings > HEALINGS_MAX) {
      healings = 0;
      throw new FermataException.Disconnected(
          "hints: subscribed anew " + HEALINGS_MAX + " times and got none");
    }
    if (healings > 1) {
      Thread.sleep(PAUSE);
    }
  }

  /** Ends the stream, and a {@link #next} that waits in another thread. */
  @Override
  public void close() {
    Attachment last;
    synchronized (this) {
      isClosed = true;
      last = attachment;
      attachment = null;
    }
    if (last != null && last.link().isUsable()) {
      try {
        last.link().unsubscribe(last.sub(), patience());
      } catch (LinkLostException | FermataException _) {
        // The subscription has ended with its connection, or is about to.
        return;
      }
    }
  }
}
