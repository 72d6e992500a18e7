package fermata.lsp.rpc;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of the language server; the only class of it that starts any.
 *
 * <p>One ordered thread applies what the editor says, in its order. Computations run beside it, a
 * few at a time. Waits for a person or a daemon run on threads of their own, which cost nothing.
 *
 * <p>Thread-safe.
 */
public final class Workers implements AutoCloseable {

  /** How many messages may wait for the ordered thread; then the reader waits. */
  public static final int MESSAGES_MAX = 1_024;

  private final ThreadPoolExecutor ordered;
  private final ScheduledExecutorService timers;
  private final Semaphore computing =
      new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

  /** Starts nothing yet; the threads come with the first work. */
  public Workers() {
    ordered =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.MILLISECONDS,
            new ArrayBlockingQueue<>(MESSAGES_MAX),
            Thread.ofPlatform().daemon().name("lsp-ordered").factory(),
            Workers::waitForRoom);
    timers =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("lsp-timers").factory());
  }

  private static void waitForRoom(Runnable task, ThreadPoolExecutor pool) {
    try {
      if (!pool.isShutdown()) {
        pool.getQueue().put(task);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RejectedExecutionException("the reader was stopped", e);
    }
  }

  /** Runs after everything that was given before; waits while the queue is full. */
  public void inOrder(Runnable task) {
    ordered.execute(task);
  }

  /** Runs beside others, as soon as one of a few places is free. */
  public void compute(Runnable task) {
    Thread.ofVirtual()
        .name("lsp-compute")
        .start(
            () -> {
              computing.acquireUninterruptibly();
              try {
                task.run();
              } finally {
                computing.release();
              }
            });
  }

  /** Runs something that mostly waits, such as a relay to the daemon. */
  public Thread start(String name, Runnable task) {
    return Thread.ofVirtual().name(name).start(task);
  }

  /** Runs after a while, on the compute threads. */
  public ScheduledFuture<?> later(Duration delay, Runnable task) {
    return timers.schedule(() -> compute(task), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    ordered.shutdownNow();
    timers.shutdownNow();
  }
}
