package fermata.daemon.event;

import fermata.daemon.journal.EventLog;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.platform.Threads;
import fermata.daemon.platform.Wakeup;
import fermata.daemon.store.EventsMax;
import fermata.daemon.store.JournalHead;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.Routed;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.StoreChange;
import fermata.daemon.store.StoredEvent;
import fermata.daemon.store.WaitRow;
import fermata.definition.selector.SelectableEvent;
import fermata.definition.selector.SelectorVerdict;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings every published event to all who wait for it.
 *
 * <p>A position in the journal of the workspace. What waits is added with the number of the last
 * event that does not count for it, so it makes no difference whether it was here before an event
 * or has to catch up with it. How far everything was brought is stored now and then; after a crash
 * it goes on from there, and who had an event before knows it.
 *
 * <p>Daemons of two builds that share a store both bring all events; a run takes the first.
 *
 * <p>Thread-safe. There is a thread only while there is something to do.
 */
public final class EventRouter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventRouter.class);

  private static final EventsMax PAGE = new EventsMax(256, 1024 * 1024);
  private static final int WAITS_PAGE = 1_000;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final JournalStore store;
  private final EventLog log;
  private final Wakeup pump = new Wakeup("event-router", this::pump);
  private final Queue<Runnable> changes = new ConcurrentLinkedQueue<>();

  /** The events whose deliveries are not done with, and how often each was brought. */
  private final ConcurrentSkipListMap<Long, Integer> unfinished = new ConcurrentSkipListMap<>();

  // What follows belongs to the pump, which never runs twice at once.
  private final SelectorIndex<Listener> index = new SelectorIndex<>();
  private final Map<WaitKey, Listener> waits = new HashMap<>();
  private final Map<WaitKey, Runnable> unanswered = new HashMap<>();
  private volatile long position;
  private long lastWait;
  private Routed routed;
  private volatile boolean isStarted;
  private volatile boolean isClosed;
  private BiConsumer<WaitRow, Arrival> runs = (_, _) -> {};

  private record WaitKey(JournalId session, String run, String step) {

    static WaitKey of(WaitRow row) {
      return new WaitKey(row.session(), row.run(), row.step());
    }
  }

  private EventRouter(JournalStore store, EventLog log, Routed routed) {
    this.store = store;
    this.log = log;
    this.routed = routed;
    this.position = routed.position();
  }

  /** {@return a router that goes on where that of the store's last daemon was} */
  public static EventRouter open(JournalStore store, EventLog log) {
    return new EventRouter(store, log, store.routed());
  }

  /** {@return the last event that everybody who waited has been told of, or will be} */
  public long position() {
    return position;
  }

  /**
   * Begins.
   *
   * @param waiting takes the events that runs wait for; must not block
   */
  public void start(BiConsumer<WaitRow, Arrival> waiting) {
    changes.add(() -> runs = waiting);
    isStarted = true;
    wake();
  }

  /** Says that something was published, or that a wait was stored. Never blocks. */
  public void wake() {
    if (isStarted && !isClosed) {
      pump.call();
    }
  }

  /** Whether everybody who waited has dealt with everything that was published. */
  public boolean isSettled() {
    return changes.isEmpty()
        && pump.isAtRest()
        && unfinished.isEmpty()
        && position == store.findHead(JournalId.WORKSPACE).map(JournalHead::seq).orElse(0L);
  }

  /** Says that a run no longer waits, and that this is stored. */
  public void forget(JournalId session, String run, String step) {
    changes.add(() -> forget(new WaitKey(session, run, step)));
    wake();
  }

  private void forget(WaitKey key) {
    Listener listener = waits.remove(key);
    if (listener != null) {
      index.remove(listener);
    }
    Runnable done = unanswered.remove(key);
    if (done != null) {
      done.run();
    }
  }

  /** Adds who wants to know. */
  public void add(Listener listener) {
    changes.add(() -> join(listener));
    wake();
  }

  /** Takes one out; it may be told of an event that is on its way. */
  public void remove(Listener listener) {
    changes.add(() -> index.remove(listener));
    wake();
  }

  /**
   * Looks for what other daemons of the store have published or wait for, and notes how far this
   * one is.
   */
  public void heartbeat() {
    changes.add(this::note);
    wake();
  }

  private void note() {
    Map.Entry<Long, Integer> first = unfinished.firstEntry();
    long done = first == null ? position : first.getKey() - 1;
    var reached = new Routed(done, lastWait);
    if (done >= routed.position() && !reached.equals(routed)) {
      store.commit(List.of(new StoreChange.PutRouted(reached)));
      routed = reached;
    }
  }

  private void pump() {
    if (isClosed) {
      return;
    }
    try {
      takeChanges();
      takeWaits();
      long before = position;
      while (!isClosed && routePage()) {
        takeChanges();
      }
      if (position > before) {
        log.reach(JournalId.WORKSPACE, position);
      }
    } catch (StorageException failure) {
      if (isClosed) {
        // The store was closed under it; what was not brought is brought after the next start.
        return;
      }
      LOG.warn("published events cannot be read, trying again: {}", failure.getMessage());
      Threads.startAfter(AFTER_FAILURE, "event-router-retry", this::wake);
    }
  }

  private void takeChanges() {
    for (Runnable change = changes.poll(); change != null; change = changes.poll()) {
      change.run();
    }
  }

  /** The waits that were stored since, by whichever daemon. */
  private void takeWaits() {
    List<WaitRow> page;
    do {
      page = store.waits(lastWait, WAITS_PAGE);
      for (WaitRow row : page) {
        take(row);
        lastWait = row.number();
      }
    } while (page.size() == WAITS_PAGE);
  }

  private void take(WaitRow row) {
    boolean wasThere = row.number() <= routed.waits();
    long after = wasThere ? Math.max(row.after(), routed.position()) : row.after();
    WaitForm.read(row, after, (event, done) -> matched(row, event, done))
        .ifPresentOrElse(
            listener -> {
              waits.put(WaitKey.of(row), listener);
              join(listener);
            },
            () -> LOG.error("session={} a wait cannot be read", row.session().value()));
  }

  /** A wait is over with its first event; until that is stored the event counts as not brought. */
  private void matched(WaitRow row, Arrival event, Runnable done) {
    WaitKey key = WaitKey.of(row);
    Listener listener = waits.remove(key);
    if (listener == null) {
      done.run();
      return;
    }
    index.remove(listener);
    unanswered.put(key, done);
    runs.accept(row, event);
  }

  private void join(Listener listener) {
    index.add(listener, listener.selector());
    for (long at = listener.after(); at < position && index.has(listener); ) {
      List<StoredEvent> page = store.events(JournalId.WORKSPACE, at, PAGE);
      for (StoredEvent event : page) {
        at = event.seq();
        if (at <= position && index.has(listener)) {
          bring(arrival(event), List.of(listener));
        }
      }
    }
  }

  private boolean routePage() {
    List<StoredEvent> page = store.events(JournalId.WORKSPACE, position, PAGE);
    page.forEach(this::route);
    return !page.isEmpty();
  }

  private void route(StoredEvent stored) {
    position = stored.seq();
    if (index.size() == 0) {
      return;
    }
    Arrival event = arrival(stored);
    bring(event, index.candidates(event.event().toSelectable()));
  }

  private void bring(Arrival event, Collection<Listener> candidates) {
    if (candidates.isEmpty()) {
      return;
    }
    SelectableEvent selectable = event.event().toSelectable();
    var bringing = new Bringing(event.event().seq());
    Runnable done = bringing::done;
    candidates.forEach(listener -> offer(listener, event, selectable, bringing, done));
    bringing.done();
  }

  private static Arrival arrival(StoredEvent event) {
    return Arrival.of(JournalRecords.decode(JournalId.WORKSPACE, event));
  }

  private static void offer(
      Listener listener,
      Arrival event,
      SelectableEvent selectable,
      Bringing bringing,
      Runnable done) {
    if (!listener.wants(event)) {
      return;
    }
    SelectorVerdict verdict = listener.selector().test(selectable);
    if (verdict == SelectorVerdict.BROKEN) {
      LOG.info("event={} the condition of a selector has no value: no match", event.event().seq());
    }
    if (verdict == SelectorVerdict.MATCHES) {
      bringing.begun();
      listener.sink().take(event, done);
    }
  }

  /** The deliveries of one event that are not done with, and the search for those who want it. */
  private final class Bringing {

    private final long seq;
    private final AtomicInteger left = new AtomicInteger(1);

    Bringing(long seq) {
      this.seq = seq;
      unfinished.merge(seq, 1, Integer::sum);
    }

    void begun() {
      left.incrementAndGet();
    }

    void done() {
      if (left.decrementAndGet() == 0) {
        unfinished.computeIfPresent(seq, (_, count) -> count == 1 ? null : count - 1);
      }
    }
  }

  /** Ends; what was not brought is brought after the next start. */
  @Override
  public void close() {
    isClosed = true;
  }
}
