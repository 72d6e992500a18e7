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
import fermata.wire.method.events.EventsUnsubscribeParams;
import fermata.wire.method.events.StartPosition;
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
 * the subscription is made anew at the cursor.
 *
 * <p>Confined to one thread at a time, except for {@link #close}.
 */
public final class EventStream implements AutoCloseable {

  private final FermataClient client;
  private final String session;
  private final Deque<StreamItem> ready = new ArrayDeque<>();
  private final ItemTexts texts = new ItemTexts();
  private StartPosition position;
  private String epoch = Cursor.FIRST_EPOCH;
  private volatile @Nullable Attachment attachment;
  private boolean isSynced;
  private boolean wasToldToGo;
  private volatile boolean isClosed;

  EventStream(FermataClient client, String session, StartPosition from) {
    this.client = client;
    this.session = session;
    this.position = from;
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
   * Waits for the next thing that happens.
   *
   * @return empty when the time is up
   * @throws FermataException when the stream cannot be healed
   */
  public Optional<StreamItem> next(Duration max) throws InterruptedException {
    Deadline deadline = Deadline.in(max);
    while (ready.isEmpty()) {
      if (isClosed) {
        throw new FermataException.Disconnected("the stream is closed");
      }
      try {
        Attachment attached = attach();
        Optional<BatchQueue.Arrived> arrived = attached.batches.next(deadline.left());
        if (arrived.isEmpty()) {
          return Optional.empty();
        }
        accept(attached, arrived.get());
      } catch (LinkLostException _) {
        detach();
      }
    }
    return Optional.of(deliver(ready.removeFirst()));
  }

  private StreamItem deliver(StreamItem item) {
    if (item instanceof StreamItem.Event(var event)) {
      position = new StartPosition.After(new Cursor(epoch, event.seq()).toString());
    }
    return item;
  }

  private Attachment attach() throws LinkLostException {
    if (attachment == null) {
      Link link = client.link(!wasToldToGo);
      var params = new EventsSubscribeParams(session, position, null, null, null);
      EventsSubscribeResult result =
          link.call(Methods.EVENTS_SUBSCRIBE, params, Deadline.in(client.settings().callMax()));
      attachment = new Attachment(link, result);
      wasToldToGo = false;
      begin(result);
    }
    return attachment;
  }

  private void begin(EventsSubscribeResult result) {
    boolean isGap =
        result.status().equals(CursorStatus.EXPIRED)
            || result.status().equals(CursorStatus.EPOCH_CHANGED);
    if (isGap && result.snapshot() != null) {
      ready.add(new StreamItem.Gap(result.status(), result.snapshot()));
    }
    epoch = Cursor.parse(result.from()).map(Cursor::epoch).orElse(epoch);
    // A start at "now" is over once it is known where that was: a reconnect must not skip.
    if (!(position instanceof StartPosition.Start)) {
      position = new StartPosition.After(result.from());
    }
    result.open().forEach(item -> texts.join(item, session).ifPresent(ready::add));
  }

  private void accept(Attachment attached, BatchQueue.Arrived arrived) throws LinkLostException {
    EventsBatchParams batch = arrived.batch();
    attached.bytes += arrived.bytes();
    Deque<Ephemeral> pieces = new ArrayDeque<>(batch.deltas());
    for (EventEnvelope event : batch.events()) {
      addPieces(pieces, event.seq() - 1);
      if (event.prev() != null && event.prev() != attached.last) {
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
  private static void acknowledge(Attachment attached, EventsBatchParams batch)
      throws LinkLostException {
    if (!batch.events().isEmpty() || !batch.deltas().isEmpty()) {
      attached.link.notify(
          Methods.EVENTS_ACK, new EventsAckParams(attached.sub, batch.through(), attached.bytes));
    }
  }

  /** Something is missing: what came in order is kept, the rest is asked for again. */
  private void resubscribe(Attachment attached) throws LinkLostException {
    attachment = null;
    unsubscribe(attached);
  }

  private void unsubscribe(Attachment attached) throws LinkLostException {
    attached.link.forget(attached.sub);
    attached.link.call(
        Methods.EVENTS_UNSUBSCRIBE,
        new EventsUnsubscribeParams(attached.sub),
        Deadline.in(client.settings().callMax()));
  }

  private void detach() {
    Attachment attached = attachment;
    if (attached != null) {
      wasToldToGo = attached.link.goodbye().isPresent();
    }
    attachment = null;
  }

  /**
   * {@return the position after the last event that {@link #next} gave; a stream opened there goes
   * on exactly}
   */
  public Cursor cursor() {
    return position instanceof StartPosition.After(var cursor)
        ? Cursor.parse(cursor).orElse(Cursor.of(0))
        : Cursor.of(0);
  }

  @Override
  public void close() {
    isClosed = true;
    Attachment attached = attachment;
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
