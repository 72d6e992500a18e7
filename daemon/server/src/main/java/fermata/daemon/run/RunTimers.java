package fermata.daemon.run;

import fermata.daemon.platform.Threads;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.TimerRow;
import fermata.engine.run.RunId;
import fermata.engine.run.TimerId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when the timers of runs are due.
 *
 * <p>The timers stand in the store; those that are due next are in memory, with a horizon behind
 * which the store has more. Deadlines of calls under way are in memory only: they end with the
 * daemon, as the calls do. A timer may be said to be due twice, and after it was cleared: the
 * engine knows what it waits for.
 *
 * <p>Thread-safe. One thread, which sleeps until something is due.
 */
public final class RunTimers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunTimers.class);

  /** How many timers are in memory. */
  private static final int LOADED_MAX = 4_096;

  /** How long to sleep at most, so that a clock that was set is noticed. */
  private static final Duration SLEEP_MAX = Duration.ofSeconds(30);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private static final Comparator<TimerRow> BY_DUE =
      Comparator.comparing(TimerRow::due)
          .thenComparing(timer -> timer.session().value())
          .thenComparing(TimerRow::run)
          .thenComparing(TimerRow::timer);

  private final JournalStore store;
  private final InstantSource clock;
  private final TreeSet<TimerRow> next = new TreeSet<>(BY_DUE);
  private final TreeSet<TimerRow> passing = new TreeSet<>(BY_DUE);
  private final Map<PassingKey, TimerRow> passingByKey = new HashMap<>();

  /** The last timer that was read from the store; what comes after it is there only. */
  private @Nullable TimerRow horizon;

  /** Until when the thread sleeps; what is due later need not wake it. */
  private Instant sleepsUntil = Instant.MAX;

  private boolean isAllLoaded;
  private boolean isClosed;

  private record PassingKey(String session, String run, String timer) {

    static PassingKey of(TimerRow timer) {
      return new PassingKey(timer.session().value(), timer.run(), timer.timer());
    }
  }

  public RunTimers(JournalStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Begins to say which timers are due. */
  public void start(Consumer<TimerRow> due) {
    Threads.start("run-timers", () -> serve(due));
  }

  /** Notes a timer that has been stored. */
  synchronized void set(TimerRow timer) {
    if (isAllLoaded || isWithinHorizon(timer)) {
      next.add(timer);
      forgetLast();
      wakeFor(timer);
    }
  }

  /** Notes a timer that is not stored, in place of one with its id. It has to be cleared. */
  synchronized void setPassing(TimerRow timer) {
    TimerRow before = passingByKey.put(PassingKey.of(timer), timer);
    if (before != null) {
      passing.remove(before);
    }
    passing.add(timer);
    wakeFor(timer);
  }

  /** Forgets a timer that is not stored. */
  synchronized void clearPassing(JournalId session, RunId run, TimerId timer) {
    TimerRow cleared =
        passingByKey.remove(new PassingKey(session.value(), run.value(), timer.value()));
    if (cleared != null) {
      passing.remove(cleared);
    }
  }

  /** {@return how many timers there are that are not stored} */
  synchronized int passingCount() {
    return passing.size();
  }

  /** Says that the clock was put forward. */
  public synchronized void lookAgain() {
    notifyAll();
  }

  private void wakeFor(TimerRow timer) {
    if (timer.due().isBefore(sleepsUntil)) {
      notifyAll();
    }
  }

  private boolean isWithinHorizon(TimerRow timer) {
    return horizon != null && BY_DUE.compare(timer, horizon) <= 0;
  }

  private void forgetLast() {
    while (next.size() > LOADED_MAX) {
      next.pollLast();
      horizon = next.last();
      isAllLoaded = false;
    }
  }

  private void serve(Consumer<TimerRow> due) {
    try {
      while (awaitDue()) {
        takeDue().forEach(due);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until something is due; false when this is closed. */
  private synchronized boolean awaitDue() throws InterruptedException {
    while (!isClosed) {
      if (next.isEmpty() && !isAllLoaded) {
        load();
      }
      Instant now = clock.instant();
      if (isDue(next, now) || isDue(passing, now)) {
        return true;
      }
      Duration sleep = sleep(now);
      sleepsUntil = now.plus(sleep);
      wait(sleep.toMillis());
    }
    return false;
  }

  private static boolean isDue(NavigableSet<TimerRow> timers, Instant now) {
    return !timers.isEmpty() && !timers.first().due().isAfter(now);
  }

  private Duration sleep(Instant now) {
    Duration max = next.isEmpty() && !isAllLoaded ? AFTER_FAILURE : SLEEP_MAX;
    return untilDue(next, now, untilDue(passing, now, max));
  }

  private static Duration untilDue(NavigableSet<TimerRow> timers, Instant now, Duration max) {
    if (timers.isEmpty()) {
      return max;
    }
    Duration untilDue = Duration.between(now, timers.first().due()).plusMillis(1);
    return untilDue.compareTo(max) < 0 ? untilDue : max;
  }

  private void load() {
    try {
      List<TimerRow> loaded = store.nextTimers(horizon, LOADED_MAX);
      next.addAll(loaded);
      isAllLoaded = loaded.size() < LOADED_MAX;
      horizon = isAllLoaded ? horizon : loaded.getLast();
    } catch (StorageException failure) {
      LOG.warn("timers cannot be read, trying again: {}", failure.getMessage());
    }
  }

  private synchronized List<TimerRow> takeDue() {
    Instant now = clock.instant();
    var due = new ArrayList<TimerRow>();
    while (isDue(next, now)) {
      due.add(next.pollFirst());
    }
    while (isDue(passing, now)) {
      TimerRow timer = passing.pollFirst();
      passingByKey.remove(PassingKey.of(timer));
      due.add(timer);
    }
    return due;
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    notifyAll();
  }
}
