package fermata.daemon.platform;

import java.time.Duration;

/**
 * A point in monotonic time that signs of life put off, up to a last one.
 *
 * <p>Setting the machine's clock does not move it. Thread-safe.
 */
public final class Deadline {

  private final long startNanos;
  private final long lastNanos;
  private final long silenceNanos;
  private volatile long dueNanos;

  private Deadline(Duration silenceMax, Duration most) {
    long now = System.nanoTime();
    this.startNanos = now;
    this.silenceNanos = nanos(silenceMax);
    this.lastNanos = now + nanos(most);
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
  public void touch() {
    dueNanos = earlier(System.nanoTime() + silenceNanos, lastNanos);
  }

  /** {@return the time left; zero once it has passed} */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, dueNanos - System.nanoTime()));
  }

  /** {@return the time since it began to count} */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /** Whether it has passed. */
  public boolean hasPassed() {
    return dueNanos - System.nanoTime() <= 0;
  }

  private static long earlier(long one, long other) {
    return one - other < 0 ? one : other;
  }

  // A hundred years are as good as for ever and do not overflow.
  private static long nanos(Duration time) {
    Duration most = Duration.ofDays(36_500);
    return (time.compareTo(most) > 0 ? most : time).toNanos();
  }
}
