package fermata.daemon.journal;

import fermata.daemon.platform.Wakeup;
import fermata.daemon.store.JournalId;
import fermata.wire.event.Cursor;
import fermata.wire.method.daemon.SubscriptionView;
import fermata.wire.method.events.HintParams;
import fermata.wire.method.events.SessionHead;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One client's view of which sessions change: the newest head of each, and never an event. Costs
 * what has changed since the client looked, and where that is too much, one word that it should
 * list them again. Thread-safe.
 */
public final class HintFeed implements View {

  /** Sessions of one notification. */
  static final int CHANGED_MAX = 256;

  /** Sessions that are remembered for a client that does not read. */
  static final int REMEMBERED_MAX = 10_000;

  /** Where hints go. */
  public interface Sink {

    /**
     * Sends hints, and waits while too much is waiting to be sent.
     *
     * @return whether there is anybody to send to
     */
    boolean send(HintParams hints) throws InterruptedException;
  }

  private final String sub;
  private final EventLog log;
  private final Sink sink;
  private final Wakeup pump;
  private final Map<JournalId, Long> changed = new LinkedHashMap<>();
  private boolean isSweepDue = true;
  private boolean isClosed;

  HintFeed(String sub, EventLog log, Sink sink) {
    this.sub = sub;
    this.log = log;
    this.sink = sink;
    this.pump = new Wakeup("hints-" + sub, this::pump);
  }

  /** {@return the name of the view on its connection} */
  public String name() {
    return sub;
  }

  @Override
  public void start() {
    pump.call();
  }

  /** Notes how far a journal goes. Never blocks. */
  void note(JournalId journal, long head) {
    synchronized (this) {
      if (changed.size() >= REMEMBERED_MAX && !changed.containsKey(journal)) {
        changed.clear();
        isSweepDue = true;
      }
      changed.merge(journal, head, Math::max);
    }
    pump.call();
  }

  @Override
  public synchronized SubscriptionView view() {
    return new SubscriptionView(sub, "*", 0, changed.size(), 0, 0);
  }

  /** Hints are no promise, so there is no credit for them. */
  @Override
  public void ack(long seq, long bytes) {}

  private void pump() {
    try {
      for (HintParams hints = next(); hints != null; hints = next()) {
        if (!sink.send(hints)) {
          close();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      close();
    }
  }

  private synchronized @Nullable HintParams next() {
    if (isClosed || (changed.isEmpty() && !isSweepDue)) {
      return null;
    }
    List<SessionHead> heads = new ArrayList<>();
    var entries = changed.entrySet().iterator();
    while (entries.hasNext() && heads.size() < CHANGED_MAX) {
      Map.Entry<JournalId, Long> entry = entries.next();
      heads.add(new SessionHead(entry.getKey().value(), Cursor.of(entry.getValue()).toString()));
      entries.remove();
    }
    boolean isSweep = isSweepDue;
    isSweepDue = false;
    return new HintParams(sub, isSweep ? true : null, heads);
  }

  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
      changed.clear();
    }
    log.remove(this);
  }
}
