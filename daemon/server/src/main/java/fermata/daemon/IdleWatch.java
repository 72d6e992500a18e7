package fermata.daemon;

import fermata.daemon.platform.Ticker;
import fermata.daemon.rpc.RpcServer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Ends a daemon that has had nothing to do for long enough.
 *
 * <p>Runs at work, timers, armed triggers and requests are something to do, and so is a client that
 * wants the daemon to stay. Questions are not: they stand in the store and are asked again by the
 * next daemon. Thread-safe.
 */
final class IdleWatch implements AutoCloseable {

  private static final Duration LOOK_MIN = Duration.ofMillis(20);
  private static final Duration LOOK_MAX = Duration.ofSeconds(15);

  private final Workings workings;
  private final RpcServer server;
  private volatile long lastTouchNanos = System.nanoTime();
  private volatile boolean isReplaced;
  private @Nullable Ticker ticker;

  IdleWatch(Workings workings, RpcServer server) {
    this.workings = workings;
    this.server = server;
  }

  /**
   * Begins to look. What the daemon took to get here is no time in which it had nothing to do.
   *
   * @param idleMax how long the daemon stays; for ever where absent
   * @param onIdle asks {@link #isStillIdle} whether the daemon may end
   */
  synchronized void start(@Nullable Duration idleMax, Runnable onIdle) {
    close();
    touch();
    if (idleMax != null) {
      Duration pause = clamp(idleMax.dividedBy(4));
      ticker = Ticker.start("idle-watch", pause, () -> look(idleMax, onIdle));
    }
  }

  private static Duration clamp(Duration pause) {
    if (pause.compareTo(LOOK_MIN) < 0) {
      return LOOK_MIN;
    }
    return pause.compareTo(LOOK_MAX) > 0 ? LOOK_MAX : pause;
  }

  private void look(Duration idleMax, Runnable onIdle) {
    if (!isQuiet()) {
      touch();
    } else if (System.nanoTime() - lastTouchNanos >= idleMax.toNanos()) {
      onIdle.run();
    }
  }

  /** Notes that there was something to do. */
  void touch() {
    lastTouchNanos = System.nanoTime();
  }

  /**
   * Shuts new work out and looks once more.
   *
   * @param close shuts new work out
   * @return whether nothing came before that
   */
  boolean isStillIdle(Runnable close) {
    long before = lastTouchNanos;
    close.run();
    // A request touches first and then looks whether it is shut out: one of the two sees the other.
    return lastTouchNanos == before && isQuiet();
  }

  private boolean isQuiet() {
    return workings.runs().loadedCount() == 0
        && server.requestsUnderWay() == 0
        && (isReplaced || isUnwanted());
  }

  /** Who comes after a daemon that is replaced has its clients, timers and triggers. */
  private boolean isUnwanted() {
    return !server.isKeptAlive()
        && workings.store().nextTimers(null, 1).isEmpty()
        && !workings.triggers().isWaiting();
  }

  /** Ends the daemon at the first moment at which nothing is under way. */
  void replace(Runnable onIdle) {
    isReplaced = true;
    start(Duration.ZERO, onIdle);
  }

  @Override
  public synchronized void close() {
    if (ticker != null) {
      ticker.close();
    }
  }
}
