package fermata.daemon.journal;

import fermata.daemon.platform.Wakeup;
import fermata.daemon.store.EventsMax;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.StorageException;
import fermata.wire.event.Cursor;
import fermata.wire.event.EncodedEvent;
import fermata.wire.event.Ephemeral;
import fermata.wire.method.daemon.SubscriptionView;
import fermata.wire.method.events.EncodedBatch;
import fermata.wire.method.events.EventsLagParams;
import fermata.wire.method.events.OpenItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
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
  // Who waits for more, and the position beyond which it does not: read by who publishes, which
  // must not wait for a lock.
  private volatile @Nullable Thread lingering;
  private volatile long lingeringAt;
  // What a reader without credit waits for, so that each event costs it no more than a look.
  private volatile @Nullable Stall stall;

  /**
   * A reader that may not be sent anything, and need not be told anything yet.
   *
   * @param lagAt number of the event that makes it far behind
   * @param lagNanos when it will have waited for long
   */
  private record Stall(long lagAt, long lagNanos) {}

  /** Where the view has come to. */
  private static final class Place {
    private long position;
    private long last;
    private boolean isSynced;
    private boolean isHeartbeatDue;
    private boolean hasLooked;
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
    return feed.open(request.after(), taken, request.filter());
  }

  @Override
  public void start() {
    pump.call();
  }

  @Override
  public void wake() {
    if (isStalled()) {
      return;
    }
    pump.call();
    if (feed.head() > lingeringAt) {
      endLingering();
    }
  }

  private boolean isStalled() {
    Stall now = stall;
    return now != null && feed.head() < now.lagAt() && System.nanoTime() - now.lagNanos() < 0;
  }

  private void endLingering() {
    Thread waiting = lingering;
    if (waiting != null) {
      LockSupport.unpark(waiting);
    }
  }

  @Override
  public void heartbeat() {
    synchronized (this) {
      place.isHeartbeatDue = true;
    }
    pump.call();
    endLingering();
  }

  @Override
  public void ack(long seq, long bytes) {
    synchronized (this) {
      credit.ack(seq, bytes);
      stall = null;
    }
    pump.call();
  }

  private void pump() {
    try {
      linger();
      for (var batch = next(); batch != null; batch = next()) {
        if (!sink.send(batch)) {
          close();
        }
        sent(batch);
        linger();
      }
      EventsLagParams lag = nextLag();
      if (lag != null) {
        sink.lag(lag);
      }
      noteStall();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      close();
    }
  }

  /** Lets what there is wait for more to go with it, as long as the client allows. */
  private void linger() throws InterruptedException {
    if (request.pace().isAtOnce()) {
      return;
    }
    long begun = System.nanoTime();
    lingeringAt = request.pace().events().isZero() ? position() : Long.MAX_VALUE;
    lingering = Thread.currentThread();
    try {
      Duration max = patience();
      while (!max.isZero() && System.nanoTime() - begun < max.toNanos()) {
        LockSupport.parkNanos(this, max.toNanos() - (System.nanoTime() - begun));
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        Duration now = patience();
        max = now.compareTo(max) < 0 ? now : max;
      }
    } finally {
      lingering = null;
    }
  }

  private synchronized long position() {
    return place.position;
  }

  /** {@return how long what there is now may wait} */
  private synchronized Duration patience() {
    boolean isUrgent = place.isClosed || !place.isSynced || place.isHeartbeatDue;
    if (isUrgent) {
      return Duration.ZERO;
    }
    if (feed.head() > place.position) {
      return request.pace().events();
    }
    return request.wantsDeltas() && feed.hasNews(taken) ? request.pace().pieces() : Duration.ZERO;
  }

  private synchronized void sent(EncodedBatch batch) {
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
   * Until there is credit again there is nothing to do for events, but to say once that they wait.
   */
  private synchronized void noteStall() {
    boolean isBehind = place.position < feed.head();
    boolean hasCredit = credit.bytes() > 0 && (credit.events() > 0 || !isBehind);
    stall = hasCredit || place.isClosed ? null : stallNow();
  }

  private Stall stallNow() {
    long now = System.nanoTime();
    long since = place.waitingSince == 0 ? now : place.waitingSince;
    return place.isLagTold || !place.isSynced
        ? new Stall(Long.MAX_VALUE, now + Long.MAX_VALUE / 2)
        : new Stall(place.position + request.lagMax(), since + LAG_MAX.toNanos());
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
        knownHead(),
        credit.events(),
        credit.bytes());
  }

  /** {@return which journal it is a view of} */
  public JournalId journal() {
    return request.journal();
  }

  private synchronized @Nullable EncodedBatch next() {
    if (place.isClosed) {
      return null;
    }
    long before = place.last;
    List<EncodedEvent> events = nextEvents();
    List<Ephemeral> deltas = nextDeltas();
    boolean isSyncing = !place.isSynced && place.position >= watermark;
    if (events.isEmpty() && deltas.isEmpty() && !isSyncing && !place.isHeartbeatDue) {
      return null;
    }
    place.isHeartbeatDue = false;
    place.isSynced |= isSyncing;
    var batch =
        new EncodedBatch(
            request.sub(),
            events,
            before,
            deltas,
            log.cursor(place.position),
            log.cursor(knownHead()),
            isSyncing ? true : null);
    credit.sentBytes(batch.size());
    return batch;
  }

  private long knownHead() {
    return Math.max(Math.max(place.position, watermark), feed.head());
  }

  /** Reads on until something is wanted, the journal ends or the credit does. */
  private List<EncodedEvent> nextEvents() {
    var wanted = new ArrayList<EncodedEvent>();
    while (wanted.isEmpty() && credit.events() > 0 && credit.bytes() > 0) {
      List<EncodedEvent> page = nextPage();
      if (page.isEmpty()) {
        break;
      }
      page.forEach(event -> take(event, wanted));
    }
    return wanted;
  }

  /** What is behind a damaged event cannot be told; the signs of life say that there is more. */
  private List<EncodedEvent> nextPage() {
    if (place.isDamaged) {
      return List.of();
    }
    // The first look finds what was stored before anybody knew of this reader; from then on it is
    // told of everything.
    if (place.hasLooked && place.position >= knownHead()) {
      return List.of();
    }
    place.hasLooked = true;
    try {
      return log.encoded(feed, request.journal(), place.position, pageMax());
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

  private void take(EncodedEvent event, List<EncodedEvent> wanted) {
    place.position = event.seq();
    if (request.filter().takes(event)) {
      BriefEvents brief = request.brief();
      wanted.add(brief == null ? event : brief.of(event));
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
        ? feed.news(
            taken, place.position, Math.min(PAGE_UNITS_MAX, credit.bytes()), request.filter())
        : List.of();
  }

  @Override
  public void close() {
    synchronized (this) {
      place.isClosed = true;
      notifyAll();
    }
    endLingering();
    log.remove(request.journal(), this);
  }
}
