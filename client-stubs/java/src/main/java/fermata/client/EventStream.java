package fermata.client;

import fermata.wire.event.Cursor;
import fermata.wire.event.Ephemeral;
import fermata.wire.event.EventEnvelope;
import fermata.wire.method.Methods;
import fermata.wire.method.events.CursorStatus;
import fermata.wire.method.events.EventsAckParams;
import fermata.wire.method.events.EventsBatchParams;
import fermata.wire.method.events.EventsSubscribeParams;
import fermata.wire.method.events.EventsSubscribeResult;
import fermata.wire.method.events.StartPosition;
import fermata.wire.method.events.SubscriptionSnapshot;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The events of one session in order, without gaps and without repetitions, across reconnects and
 * restarts of the daemon.
 *
 * <p>Every event says which one was delivered before it; where that is not the last one that came,
 * the subscription is made anew at the cursor. What is taken here is acknowledged, so a slow reader
 * makes the daemon wait and keeps at most what the daemon may send ahead.
 *
 * <p>Confined to one thread at a time, except for {@link #close}.
 */
public final class EventStream implements AutoCloseable {

  /** How often in a row the subscription is made anew without anything coming of it. */
  private static final int HEALINGS_MAX = 10;

  private static final Duration PAUSE_MAX = Duration.ofSeconds(1);

  private final FermataClient client;
  private final String session;
  private final EventsSubscribeParams wanted;
  private final Deque<StreamItem> ready = new ArrayDeque<>();
  private final ItemTexts texts = new ItemTexts();
  private final Closable closable = new Closable();
  private StartPosition position;
  private String epoch = Cursor.FIRST_EPOCH;
  private boolean isSynced;
  private boolean wasToldToGo;
  private int healings;

  EventStream(FermataClient client, EventsSubscribeParams wanted) {
    this.client = client;
    this.session = wanted.session();
    this.wanted = wanted;
    this.position = wanted.from();
  }

  /** What {@link #close} needs to know. Thread-safe. */
  private static final class Closable {

    private @Nullable Attachment attachment;
    private boolean isClosed;

    synchronized @Nullable Attachment attachment() {
      return attachment;
    }

    /** Notes the attachment; not when the stream was closed meanwhile. */
    synchronized boolean attach(Attachment attached) {
      attachment = isClosed ? null : attached;
      return !isClosed;
    }

    synchronized void detach() {
      attachment = null;
    }

    synchronized boolean isClosed() {
      return isClosed;
    }

    /** {@return what is to be ended} */
    synchronized Optional<Attachment> close() {
      Optional<Attachment> last = Optional.ofNullable(attachment);
      isClosed = true;
      attachment = null;
      return last;
    }
  }

  /** A subscription on a link, and how far it has come. */
  private static final class Attachment {

    private final Link link;
    private final String sub;
    private final BatchQueue batches;
    private long last;
    private long bytes;

    private Attachment(Link link, EventsSubscribeResult result) {
      this.link = link;
      this.sub = result.sub();
      this.batches = link.batches(result.sub());
    }
  }

  /**
   * Waits for the next thing that happens. Where the connection is lost, the wait for a new one
   * comes on top: at most what the settings give a daemon to start and a call to be answered.
   *
   * @return empty when the time is up
   * @throws FermataException when the stream is closed or cannot be healed; after {@link
   *     FermataException.Stopped}, {@link FermataException.Unreachable} and {@link
   *     FermataException.TimedOut} it may be tried again
   */
  public Optional<StreamItem> next(Duration max) throws InterruptedException {
    Deadline deadline = Deadline.in(max);
    requireOpen();
    while (ready.isEmpty()) {
      try {
        Attachment attached = attach();
        Optional<BatchQueue.Arrived> arrived = attached.batches.next(deadline.left());
        if (arrived.isEmpty()) {
          return Optional.empty();
        }
        accept(attached, arrived.get());
      } catch (LinkLostException _) {
        detach();
        pause(deadline);
      }
      requireOpen();
    }
    return Optional.of(deliver(ready.removeFirst()));
  }

  private void requireOpen() {
    if (closable.isClosed()) {
      throw new FermataException.Disconnected("the stream is closed");
    }
  }

  /** The first loss is healed at once; a daemon that dies of every subscription is given time. */
  private void pause(Deadline deadline) throws InterruptedException {
    requireProgress();
    long millis = Math.min(PAUSE_MAX.toMillis(), 25L << Math.min(healings, 10));
    if (healings > 1) {
      Thread.sleep(Math.min(millis, deadline.left().toMillis() + 1));
    }
  }

  private void requireProgress() {
    if (++healings > HEALINGS_MAX) {
      healings = 0;
      throw new FermataException.Disconnected(
          "events of session "
              + session
              + " after "
              + cursor()
              + ": subscribed anew "
              + HEALINGS_MAX
              + " times and got nothing that fits");
    }
  }

  private StreamItem deliver(StreamItem item) {
    if (item instanceof StreamItem.Event(var event)) {
      position = new StartPosition.After(new Cursor(epoch, event.seq()).toString());
    }
    return item;
  }

  private Attachment attach() throws LinkLostException {
    Attachment there = closable.attachment();
    if (there != null) {
      return there;
    }
    Link link = client.link(!wasToldToGo);
    EventsSubscribeResult result =
        link.call(Methods.EVENTS_SUBSCRIBE, wanted.from(position), patience());
    var attached = new Attachment(link, result);
    if (!closable.attach(attached)) {
      unsubscribe(attached);
      requireOpen();
    }
    wasToldToGo = false;
    begin(result);
    return attached;
  }

  /** Begins with a subscription that was made already; before anybody else has the stream. */
  void begin(Link link, EventsSubscribeResult result) {
    closable.attach(new Attachment(link, result));
    begin(result);
  }

  private Deadline patience() {
    return Deadline.in(client.settings().callMax());
  }

  private void begin(EventsSubscribeResult result) {
    boolean isGap =
        result.status().equals(CursorStatus.EXPIRED)
            || result.status().equals(CursorStatus.EPOCH_CHANGED);
    SubscriptionSnapshot snapshot = result.snapshot();
    if (snapshot != null) {
      ready.add(
          isGap
              ? new StreamItem.Gap(result.status(), snapshot)
              : new StreamItem.Snapshot(snapshot));
    }
    epoch = Cursor.parse(result.from()).map(Cursor::epoch).orElse(epoch);
    // A start at "now" is over once it is known where that was: a reconnect must not skip.
    if (!(position instanceof StartPosition.Start)) {
      position = new StartPosition.After(result.from());
    }
    result.open().forEach(item -> texts.join(item, session).ifPresent(ready::add));
  }

  private void accept(Attachment attached, BatchQueue.Arrived arrived)
      throws LinkLostException, InterruptedException {
    switch (arrived) {
      case BatchQueue.Arrived.Batch batch -> accept(attached, batch);
      case BatchQueue.Arrived.Lag(var lag) ->
          ready.add(new StreamItem.Lag(cursorOf(lag.position()), cursorOf(lag.head())));
    }
  }

  private void accept(Attachment attached, BatchQueue.Arrived.Batch arrived)
      throws LinkLostException, InterruptedException {
    EventsBatchParams batch = arrived.batch();
    attached.bytes += arrived.bytes();
    Deque<Ephemeral> pieces = new ArrayDeque<>(batch.deltas());
    for (EventEnvelope event : batch.events()) {
      addPieces(pieces, event.seq() - 1);
      if (event.prev() == null || event.prev() != attached.last) {
        resubscribe(attached);
        return;
      }
      attached.last = event.seq();
      ready.add(new StreamItem.Event(event));
    }
    addPieces(pieces, Long.MAX_VALUE);
    if (batch.last() != attached.last) {
      resubscribe(attached);
      return;
    }
    healings = 0;
    if (Boolean.TRUE.equals(batch.synced()) && !isSynced) {
      isSynced = true;
      ready.add(new StreamItem.Synced());
    }
    acknowledge(attached, batch);
  }

  private void addPieces(Deque<Ephemeral> pieces, long upTo) {
    while (!pieces.isEmpty() && pieces.getFirst().after() <= upTo) {
      texts.fit(pieces.removeFirst()).map(StreamItem.Piece::new).ifPresent(ready::add);
    }
  }

  /** What is taken into this process counts as taken: it is bounded by what a batch may hold. */
  private void acknowledge(Attachment attached, EventsBatchParams batch)
      throws LinkLostException, InterruptedException {
    if (!batch.events().isEmpty() || !batch.deltas().isEmpty()) {
      var params = new EventsAckParams(attached.sub, batch.through(), attached.bytes);
      attached.link.notify(Methods.EVENTS_ACK, params, patience());
    }
  }

  /** Something is missing: what came in order is kept, the rest is asked for again. */
  private void resubscribe(Attachment attached) throws LinkLostException {
    closable.detach();
    requireProgress();
    unsubscribe(attached);
  }

  private void unsubscribe(Attachment attached) throws LinkLostException {
    attached.link.unsubscribe(attached.sub, patience());
  }

  private void detach() {
    Attachment attached = closable.attachment();
    if (attached != null) {
      wasToldToGo = attached.link.goodbye().isPresent();
    }
    closable.detach();
  }

  /**
   * {@return the position after the last event that {@link #next} gave; a stream opened there goes
   * on exactly}
   */
  public Cursor cursor() {
    return position instanceof StartPosition.After(var cursor) ? cursorOf(cursor) : Cursor.of(0);
  }

  private static Cursor cursorOf(String text) {
    return Cursor.parse(text).orElse(Cursor.of(0));
  }

  /** Ends the stream, and a {@link #next} that waits in another thread. */
  @Override
  public void close() {
    Attachment attached = closable.close().orElse(null);
    if (attached != null && attached.link.isUsable()) {
      attached.batches.end();
      try {
        unsubscribe(attached);
      } catch (LinkLostException | FermataException _) {
        // The subscription has ended with its connection, or is about to.
        return;
      }
    }
  }
}
