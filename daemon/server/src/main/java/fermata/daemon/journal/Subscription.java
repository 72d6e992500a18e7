package fermata.daemon.journal;

import fermata.daemon.platform.Wakeup;
import fermata.daemon.store.EventsMax;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.StorageException;
import fermata.wire.event.Cursor;
import fermata.wire.event.Ephemeral;
import fermata.wire.event.EventEnvelope;
import fermata.wire.method.daemon.SubscriptionView;
import fermata.wire.method.events.EventsBatchParams;
import fermata.wire.method.events.EventsLagParams;
import fermata.wire.method.events.OpenItem;
import fermata.wire.method.events.PayloadSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's view of a journal, in order and without gaps.
 *
 * <p>A position, not a queue: what has not been sent stands in the journal, and pieces of text
 * under way stand in the one text that all readers share. A slow reader costs nothing, is never
 * closed for it, and gets fewer and larger pieces.
 *
 * <p>Thread-safe. There is a thread only while there is something to send and credit to send it.
 */
public final class Subscription implements Follower, View {

  private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);

  /** Events read at once; also bounds how much is in memory for a reader. */
  private static final int PAGE_EVENTS_MAX = 256;

  /** UTF-16 units of the events read at once. */
  private static final int PAGE_UNITS_MAX = 256 * 1024;

  /** How long what is stored may take until it is published: a moment, unless something hangs. */
  private static final Duration PUBLISH_MAX = Duration.ofSeconds(1);

  /** How long a client may take nothing of what there is before it is told. */
  private static final Duration LAG_MAX = Duration.ofSeconds(5);

  private final SubscriptionRequest request;
  private final EventLog log;
  private final Feed feed;
  private final BatchSink sink;
  private final Wakeup pump;
  private final Feed.Taken taken = new Feed.Taken();
  private final Credit credit;
  private final long watermark;
  private final Place place = new Place();

  /** Where the view has come to. */
  private static final class Place {
    private long position;
    private long last;
    private boolean isSynced;
    private boolean isHeartbeatDue;
    private boolean isDamaged;
    private boolean isClosed;
    // What has been handed to the transport, which comes after what has been read.
    private long sent = -1;
    private boolean isLagTold;
    private long waitingSince;
  }

  Subscription(
      SubscriptionRequest request, EventLog log, Feed feed, long watermark, BatchSink sink) {
    this.request = request;
    this.log = log;
    this.feed = feed;
    this.sink = sink;
    this.watermark = watermark;
    this.place.position = request.after();
    this.credit = new Credit(request.window());
    this.pump = new Wakeup("subscription-" + request.sub(), this::pump);
  }

  /** {@return the name of the subscription on its connection} */
  public String name() {
    return request.sub();
  }

  /** {@return the texts under way where the view begins, for the reply that precedes any batch} */
  public List<OpenItem> open() {
    if (!request.wantsDeltas()) {
      return List.of();
    }
    feed.awaitPublished(request.after(), PUBLISH_MAX);
    return feed.open(request.after(), taken);
  }

  @Override
  public void start() {
    pump.call();
  }

  @Override
  public void wake() {
    pump.call();
  }

  @Override
  public void heartbeat() {
    synchronized (this) {
      place.isHeartbeatDue = true;
    }
    pump.call();
  }

  @Override
  public void ack(long seq, long bytes) {
    synchronized (this) {
      credit.ack(seq, bytes);
    }
    pump.call();
  }

  private void pump() {
    try {
      for (var batch = next(); batch != null; batch = next()) {
        if (!sink.send(batch)) {
          close();
        }
        sent(batch);
      }
      EventsLagParams lag = nextLag();
      if (lag != null) {
        sink.lag(lag);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      close();
    }
  }

  private synchronized void sent(EventsBatchParams batch) {
    place.sent = Cursor.parse(batch.through()).map(Cursor::seq).orElse(place.sent);
    notifyAll();
  }

  /** {@return what to say once to a reader that is far behind and does not take what it has} */
  private synchronized @Nullable EventsLagParams nextLag() {
    long head = feed.head();
    if (place.isClosed || !place.isSynced || place.position >= head) {
      place.isLagTold = false;
      place.waitingSince = 0;
      return null;
    }
    long now = System.nanoTime();
    if (place.waitingSince == 0) {
      place.waitingSince = now;
    }
    boolean isFar =
        head - place.position >= request.lagMax() || now - place.waitingSince >= LAG_MAX.toNanos();
    if (place.isLagTold || !isFar) {
      return null;
    }
    place.isLagTold = true;
    return new EventsLagParams(request.sub(), log.cursor(place.position), log.cursor(head));
  }

  /**
   * Waits until everything up to a number has been sent and a batch has said so; whether it was in
   * time.
   */
  public boolean flush(long seq, Duration max) throws InterruptedException {
    heartbeat();
    long deadline = System.nanoTime() + max.toNanos();
    synchronized (this) {
      while (place.sent < seq && !place.isClosed) {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
          return false;
        }
        wait(millis);
      }
      return place.sent >= seq;
    }
  }

  @Override
  public synchronized SubscriptionView view() {
    return new SubscriptionView(
        request.sub(),
        request.journal().value(),
        place.position,
        Math.max(Math.max(place.position, watermark), feed.head()),
        credit.events(),
        credit.bytes());
  }

  /** {@return which journal it is a view of} */
  public JournalId journal() {
    return request.journal();
  }

  private synchronized @Nullable EventsBatchParams next() {
    if (place.isClosed) {
      return null;
    }
    List<EventEnvelope> events = nextEvents();
    List<Ephemeral> deltas = nextDeltas();
    boolean isSyncing = !place.isSynced && place.position >= watermark;
    if (events.isEmpty() && deltas.isEmpty() && !isSyncing && !place.isHeartbeatDue) {
      return null;
    }
    place.isHeartbeatDue = false;
    place.isSynced |= isSyncing;
    EventsBatchParams batch = batch(events, deltas, isSyncing);
    credit.sentBytes(PayloadSize.of(batch));
    return batch;
  }

  private EventsBatchParams batch(
      List<EventEnvelope> events, List<Ephemeral> deltas, boolean isSyncing) {
    return new EventsBatchParams(
        request.sub(),
        events,
        deltas,
        place.last,
        log.cursor(place.position),
        log.cursor(Math.max(Math.max(place.position, watermark), feed.head())),
        isSyncing ? true : null);
  }

  /** Reads on until something is wanted, the journal ends or the credit does. */
  private List<EventEnvelope> nextEvents() {
    var wanted = new ArrayList<EventEnvelope>();
    while (wanted.isEmpty() && credit.events() > 0 && credit.bytes() > 0) {
      List<EventEnvelope> page = nextPage();
      if (page.isEmpty()) {
        break;
      }
      page.forEach(event -> take(event, wanted));
    }
    return wanted;
  }

  /** What is behind a damaged event cannot be told; the signs of life say that there is more. */
  private List<EventEnvelope> nextPage() {
    if (place.isDamaged) {
      return List.of();
    }
    try {
      return log.events(request.journal(), place.position, pageMax());
    } catch (StorageException failure) {
      place.isDamaged = !failure.isRetryable();
      LOG.warn("subscription={} {}", request.sub(), failure.getMessage());
      return List.of();
    }
  }

  private EventsMax pageMax() {
    return new EventsMax(
        Math.min(PAGE_EVENTS_MAX, credit.events()), Math.min(PAGE_UNITS_MAX, credit.bytes()));
  }

  private void take(EventEnvelope event, List<EventEnvelope> wanted) {
    place.position = event.seq();
    if (request.filter().takes(event)) {
      wanted.add(event.after(place.last));
      place.last = event.seq();
      credit.sent(place.last);
    }
  }

  /**
   * Pieces wait until the reader has every event: they would belong to items it has not heard of.
   */
  private List<Ephemeral> nextDeltas() {
    boolean isUpToDate = place.position >= feed.head();
    return request.wantsDeltas() && isUpToDate && credit.bytes() > 0
        ? feed.news(taken, place.position, Math.min(PAGE_UNITS_MAX, credit.bytes()))
        : List.of();
  }

  @Override
  public void close() {
    synchronized (this) {
      place.isClosed = true;
      notifyAll();
    }
    log.remove(request.journal(), this);
  }
}
