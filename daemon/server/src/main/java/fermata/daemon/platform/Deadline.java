package fermata.daemon.platform;

import java.time.Duration;

/**
 * A point in monotonic time that signs of life put off, up to a last one.
 *
 * <p>Setting the machine's clock does not move it. Thread-safe.
 */
public final class Deadline {

  // A hundred years are as good as for ever and do not overflow.
  private static final Duration EVER = Duration.ofDays(36_500);

  private final long startNanos;
  private long mostNanos;
  private final long silenceNanos;
  private long lastNanos;
  private long dueNanos;
  private int holds;

  private Deadline(Duration silenceMax, Duration most) {
    long now = System.nanoTime();
    this.startNanos = now;
    this.silenceNanos = nanos(silenceMax);
    this.mostNanos = nanos(most);
    this.lastNanos = now + mostNanos;
    this.dueNanos = earlier(now + silenceNanos, lastNanos);
  }

  /**
   * Begins to count.
   *
   * @param silenceMax how long there may be no sign of life
   * @param most how long it may take at all
   */
  public static Deadline in(Duration silenceMax, Duration most) {
    return new Deadline(silenceMax, most);
  }

  /** Puts the deadline off: the time without a sign of life begins anew. */
  public synchronized void touch() {
    dueNanos = earlier(System.nanoTime() + silenceNanos, lastNanos);
  }

  /**
   * Moves the last point, which was earlier so far.
   *
   * @param most how long it may take at all, from when it began to count
   */
  public synchronized void extend(Duration most) {
    mostNanos = nanos(most);
    lastNanos = startNanos + mostNanos;
    touch();
  }

  /** Stops the time, until as many have released it as hold it. */
  public synchronized void hold() {
    holds++;
  }

  /** Lets the time go on; it counts anew. */
  public synchronized void release() {
    holds--;
    lastNanos = System.nanoTime() + mostNanos;
    touch();
  }

  /** {@return the time left; zero once it has passed, all of it while it is held} */
  public synchronized Duration remaining() {
    return holds > 0
        ? Duration.ofNanos(silenceNanos)
        : Duration.ofNanos(Math.max(0, dueNanos - System.nanoTime()));
  }

  /** {@return the time since it began to count} */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /** Whether it has passed. */
  public synchronized boolean hasPassed() {
    return holds == 0 && dueNanos - System.nanoTime() <= 0;
  }

  private static long earlier(long one, long other) {
    return one - other < 0 ? one : other;
  }

  private static long nanos(Duration time) {
    return (time.compareTo(EVER) > 0 ? EVER : time).toNanos();
  }
}
