package fermata.daemon.platform;

import java.time.Duration;

/**
 * Does something again and again, with a pause between the end of one time and the beginning of the
 * next, on a virtual thread, until it is closed.
 *
 * <p>Thread-safe.
 */
public final class Ticker implements AutoCloseable {

  private final Thread thread;

  private Ticker(Thread thread) {
    this.thread = thread;
  }

  /** Begins, with a pause first. A body that throws ends it. */
  public static Ticker start(String name, Duration pause, Runnable body) {
    return new Ticker(Threads.start(name, () -> tick(pause, body)));
  }

  private static void tick(Duration pause, Runnable body) {
    try {
      while (true) {
        Thread.sleep(pause);
        body.run();
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it; the time that is being done now may still come to its end. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
