package fermata.daemon.journal;

import java.time.Duration;

/**
 * Waits for the turns of the runs of one journal: that one begins, waits, goes on or ends. What
 * happens between does not wake it, so waiting for the end of a long run costs nothing.
 *
 * <p>A turn that comes between two waits ends the second one at once. Thread-safe.
 */
public final class TurnWatch implements Follower, AutoCloseable {

  private final Runnable onClose;
  private boolean hasTurned;

  TurnWatch(Runnable onClose) {
    this.onClose = onClose;
  }

  @Override
  public void wake() {
    // Most events change nothing that anybody waits for.
  }

  @Override
  public void heartbeat() {
    // A daemon of another build may have stored something, and tells nobody here.
    turned();
  }

  @Override
  public synchronized void turned() {
    hasTurned = true;
    notifyAll();
  }

  /** Waits until there was a turn since the last wait, or the time is up. */
  public synchronized void await(Duration max) {
    long deadline = System.nanoTime() + max.toNanos();
    try {
      for (long left = max.toMillis();
          !hasTurned && left > 0;
          left = (deadline - System.nanoTime()) / 1_000_000) {
        wait(left);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    hasTurned = false;
  }

  @Override
  public void close() {
    onClose.run();
  }
}
