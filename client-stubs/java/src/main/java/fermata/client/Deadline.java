package fermata.client;

import java.time.Duration;

/** The end of a wait, on the clock that only goes forward. */
record Deadline(long nanos) {

  static Deadline in(Duration wait) {
    // Beyond a century the sum would overflow, and nobody waits so long.
    return new Deadline(
        System.nanoTime()
            + Math.min(wait.toSeconds(), 3_000_000_000L) * 1_000_000_000L
            + (wait.toSeconds() < 3_000_000_000L ? wait.toNanosPart() : 0));
  }

  Duration left() {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }

  boolean hasPassed() {
    return nanos - System.nanoTime() <= 0;
  }
}
