package fermata.daemon.model.provider;

import java.time.Duration;

/**
 * How often requests go out: one after another with as much time between them as a limit by the
 * minute asks for. Thread-safe.
 */
final class Pace {

  private long nextNanos;

  /** Everything may go out from a time on. */
  Pace(long nowNanos) {
    this.nextNanos = nowNanos;
  }

  /** Waits for its turn, among {@code perMinute} in a minute. */
  void await(int perMinute) throws InterruptedException {
    Thread.sleep(reserve(perMinute, System.nanoTime()));
  }

  /** {@return how long the next request waits, at a time} */
  synchronized Duration reserve(int perMinute, long now) {
    long turn = nextNanos - now > 0 ? nextNanos : now;
    nextNanos = turn + Duration.ofMinutes(1).toNanos() / perMinute;
    return Duration.ofNanos(turn - now);
  }
}
