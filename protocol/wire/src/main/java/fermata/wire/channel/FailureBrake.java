package fermata.wire.channel;

import java.time.Duration;
import java.util.ArrayDeque;

/**
 * Slows whoever tries proofs: after ten wrong ones in a minute, each further one is answered late.
 * Right ones are not. Confined to one event loop.
 */
final class FailureBrake {

  private static final int FREE = 10;
  private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();
  private static final Duration DELAY = Duration.ofSeconds(1);

  private final ArrayDeque<Long> failures = new ArrayDeque<>();

  /** {@return how long the answer to a wrong proof waits} */
  Duration failed(long nowNanos) {
    while (!failures.isEmpty() && nowNanos - failures.getFirst() > WINDOW_NANOS) {
      failures.removeFirst();
    }
    failures.addLast(nowNanos);
    if (failures.size() <= FREE) {
      return Duration.ZERO;
    }
    failures.removeFirst();
    return DELAY;
  }
}
