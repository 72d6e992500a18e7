package fermata.wire.channel;

import java.time.Duration;

/**
 * Tells whether a peer has accepted no byte for too long although some were waiting. Not
 * thread-safe.
 */
final class StallWatch {

  private final long nanosMax;
  private long lastWaiting;
  private long lastProgress;
  private long changedAt = System.nanoTime();

  StallWatch(Duration max) {
    this.nanosMax = max.toNanos();
  }

  /**
   * Whether nothing has moved for the limit.
   *
   * @param waiting bytes that wait to be accepted
   * @param progress bytes of the message under way that were accepted
   */
  boolean isStalled(long waiting, long progress) {
    // What waits can also grow, but only until the channel is no longer writable; a stalled channel
    // then stays as it is.
    if (waiting == 0 || waiting != lastWaiting || progress != lastProgress) {
      lastWaiting = waiting;
      lastProgress = progress;
      changedAt = System.nanoTime();
      return false;
    }
    return System.nanoTime() - changedAt >= nanosMax;
  }
}
