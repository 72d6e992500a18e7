package fermata.daemon.platform;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Work that ends with one outcome, by itself or because it was asked to: on a thread of its own, or
 * on that of whoever has nothing else to do.
 *
 * <p>Whoever awaits it keeps its deadline; on a borrowed thread a {@link DeadlineWatch} does. The
 * work is asked to end by one interrupt of its thread, never by two: the second would cut short
 * what the first one set going.
 *
 * <p>Thread-safe.
 *
 * @param <O> the outcome
 */
public final class WatchedThread<O> {

  /** How long work may take to end after it was asked to. */
  public static final Duration ENDING_MAX = Duration.ofSeconds(30);

  private final Deadline deadline;
  private final Function<Duration, O> late;
  private final CountDownLatch done = new CountDownLatch(1);
  private final AtomicReference<@Nullable O> asked = new AtomicReference<>();
  private volatile @Nullable O outcome;

  /** Whose interrupt ends the work; absent before it begins and, on a borrowed one, after it. */
  private @Nullable Thread thread;

  /**
   * Prepares work.
   *
   * @param late the outcome when the deadline has passed, from the time that the work took
   */
  public WatchedThread(Deadline deadline, Function<Duration, O> late) {
    this.deadline = deadline;
    this.late = late;
  }

  /** What the thread does. */
  public interface Work<O> {

    /**
     * {@return the outcome}
     *
     * @param asked what is to come out where the work was asked to end before it had; asked when it
     *     fails
     */
    O run(Asked<O> asked);
  }

  /** Tells whether work was asked to end. */
  public interface Asked<O> {

    /** {@return the outcome that goes with it; null where nobody asked} */
    @Nullable O outcome();
  }

  /**
   * Starts the work.
   *
   * @param fault the outcome where the work ends with an exception or error
   */
  public void start(String name, O fault, Work<O> work) {
    synchronized (this) {
      thread = Threads.start(name, () -> run(fault, work));
    }
  }

  /**
   * Does the work on the calling thread, which has no interrupt of it afterwards.
   *
   * @param fault the outcome where the work ends with an exception or error
   */
  public O runHere(DeadlineWatch watch, O fault, Work<O> work) {
    synchronized (this) {
      thread = Thread.currentThread();
      if (asked.get() != null) {
        Thread.currentThread().interrupt();
      }
    }
    try (DeadlineWatch.Watched _ =
        watch.watch(deadline, () -> end(late.apply(deadline.elapsed())))) {
      run(fault, work);
    } finally {
      synchronized (this) {
        thread = null;
        boolean _ = Thread.interrupted();
      }
    }
    return await();
  }

  private void run(O fault, Work<O> work) {
    O ended = fault;
    try {
      ended = work.run(asked::get);
    } finally {
      outcome = ended;
      done.countDown();
    }
  }

  /**
   * {@return the outcome, once the work has really ended}
   *
   * <p>Work that does not end although it was asked to is given up after {@link #ENDING_MAX}. An
   * interrupt of the waiting thread does not end the wait.
   */
  public O await() {
    boolean wasInterrupted = false;
    try {
      while (true) {
        try {
          return awaitEnd();
        } catch (InterruptedException _) {
          wasInterrupted = true;
        }
      }
    } finally {
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private O awaitEnd() throws InterruptedException {
    // Signs of life move the deadline while it is being waited for.
    while (!hasEndedWithin(deadline.remaining())) {
      if (deadline.hasPassed()) {
        end(late.apply(deadline.elapsed()));
        break;
      }
    }
    boolean hasEnded = hasEndedWithin(ENDING_MAX);
    O ended = hasEnded ? outcome : asked.get();
    return ended != null ? ended : late.apply(deadline.elapsed());
  }

  private boolean hasEndedWithin(Duration time) throws InterruptedException {
    return done.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Asks the work to end with this outcome; has no effect where it was asked before. */
  public void end(O outcome) {
    synchronized (this) {
      if (asked.compareAndSet(null, outcome) && thread != null) {
        thread.interrupt();
      }
    }
  }
}
