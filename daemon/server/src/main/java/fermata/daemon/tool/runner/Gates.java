package fermata.daemon.tool.runner;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import fermata.daemon.tool.ToolCall;
import fermata.definition.tool.ToolTerms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * How many calls of a tool run at once, and how often it is called, by the terms of its catalogue.
 *
 * <p>Who comes too early waits, within the deadline of the own call; nobody overtakes. A tool whose
 * terms have changed has a new gate. Thread-safe.
 */
final class Gates {

  /** How many gates are kept; one that nobody has passed for an hour is forgotten. */
  private static final int GATES_MAX = 10_000;

  private static final Duration IDLE_MAX = Duration.ofHours(1);

  private final LoadingCache<Key, Gate> gates =
      Caffeine.newBuilder()
          .maximumSize(GATES_MAX)
          .expireAfterAccess(IDLE_MAX)
          .executor(Runnable::run)
          .build(key -> new Gate(key.terms()));

  private record Key(Path folder, String tool, ToolTerms terms) {}

  /** A place, given back when closed. */
  interface Pass extends AutoCloseable {
    @Override
    void close();
  }

  /** Waits for a place; an interrupt ends the wait. */
  Pass enter(ToolCall call, ToolTerms terms) throws InterruptedException {
    if (terms.concurrency() == 0 && terms.rate() == null) {
      return () -> {};
    }
    return gates.get(new Key(call.catalog().folder(), call.tool().value(), terms)).enter();
  }

  private static final class Gate {

    private final @Nullable Semaphore places;
    private final ToolTerms.@Nullable Rate rate;
    private final Deque<Long> begun = new ArrayDeque<>();

    Gate(ToolTerms terms) {
      this.places = terms.concurrency() == 0 ? null : new Semaphore(terms.concurrency(), true);
      this.rate = terms.rate();
    }

    Pass enter() throws InterruptedException {
      Semaphore free = places;
      if (free != null) {
        free.acquire();
      }
      try {
        awaitTurn();
      } catch (InterruptedException interrupted) {
        if (free != null) {
          free.release();
        }
        throw interrupted;
      }
      return free == null ? () -> {} : free::release;
    }

    // A turn is taken before it has come, so those that wait have turns of their own.
    private void awaitTurn() throws InterruptedException {
      if (rate != null) {
        long wait = turn(rate) - System.nanoTime();
        if (wait > 0) {
          Thread.sleep(Duration.ofNanos(wait));
        }
      }
    }

    private synchronized long turn(ToolTerms.Rate limit) {
      long now = System.nanoTime();
      long at = now;
      if (begun.size() >= limit.calls()) {
        at = Math.max(now, begun.removeFirst() + limit.per().toNanos());
      }
      begun.addLast(at);
      return at;
    }
  }
}
