package fermata.daemon.run;

import fermata.daemon.platform.Threads;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that can wait while there is more urgent work: done when nothing has been stored for a
 * moment, and after a while in any case. What is left twice under one key is done once, the last.
 *
 * <p>There is a thread only while something waits. Thread-safe.
 *
 * @param <K> what the work is about
 * @param <V> the work
 */
final class CalmQueue<K, V> {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final String name;
  private final Pace pace;
  private final LongSupplier quietNanos;
  private final Consumer<V> worker;
  private final SequencedMap<K, Waiting<V>> waiting = new LinkedHashMap<>();
  private boolean isServed;
  private int inHurry;

  /**
   * When work is done.
   *
   * @param quiet how long nothing has been stored before
   * @param late how long it waits at most, while less than half as much waits as there is room for
   * @param countMax how much waits at most
   */
  record Pace(Duration quiet, Duration late, int countMax) {}

  private record Waiting<V>(V work, long since) {}

  /**
   * @param name of the thread
   * @param quietNanos how long nothing has been stored
   */
  CalmQueue(String name, Pace pace, LongSupplier quietNanos, Consumer<V> worker) {
    this.name = name;
    this.pace = pace;
    this.quietNanos = quietNanos;
    this.worker = worker;
  }

  /** Leaves work, and says whether there was room for it. Never blocks. */
  boolean offer(K key, V work) {
    synchronized (waiting) {
      Waiting<V> before = waiting.get(key);
      if (before == null && waiting.size() >= pace.countMax()) {
        return false;
      }
      long since = before == null ? System.nanoTime() : before.since();
      waiting.put(key, new Waiting<>(work, since));
      if (!isServed) {
        isServed = true;
        Threads.start(name, this::serve);
      } else if (waiting.size() == pace.countMax() / 2 + 1) {
        waiting.notifyAll();
      }
      return true;
    }
  }

  /** Does at once what waits, and waits for it; whether that was done before the time was up. */
  boolean awaitIdle(Duration max) {
    long deadline = System.nanoTime() + max.toNanos();
    synchronized (waiting) {
      inHurry++;
      waiting.notifyAll();
      try {
        for (long left = max.toNanos(); isServed && left > 0; left = deadline - System.nanoTime()) {
          waiting.wait(left / NANOS_PER_MILLI + 1);
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      } finally {
        inHurry--;
      }
      return !isServed;
    }
  }

  private void serve() {
    boolean isDone = false;
    try {
      for (V work = next(); work != null; work = next()) {
        worker.accept(work);
      }
      isDone = true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      if (!isDone) {
        Threads.start(name, this::serve);
      }
    }
  }

  private @Nullable V next() throws InterruptedException {
    synchronized (waiting) {
      while (!waiting.isEmpty()) {
        Iterator<Map.Entry<K, Waiting<V>>> all = waiting.entrySet().iterator();
        Waiting<V> eldest = all.next().getValue();
        long left = nanosLeft(eldest);
        if (left <= 0) {
          all.remove();
          return eldest.work();
        }
        waiting.wait(left / NANOS_PER_MILLI + 1);
      }
      isServed = false;
      waiting.notifyAll();
      return null;
    }
  }

  private long nanosLeft(Waiting<V> eldest) {
    if (inHurry > 0 || waiting.size() > pace.countMax() / 2) {
      return 0;
    }
    long untilLate = pace.late().toNanos() - (System.nanoTime() - eldest.since());
    long untilQuiet = pace.quiet().toNanos() - quietNanos.getAsLong();
    return Math.min(untilLate, untilQuiet);
  }
}
