package fermata.daemon;

import fermata.daemon.rpc.Leaving;
import java.util.concurrent.CountDownLatch;

/**
 * How the client on stdio leaves: by {@code shutdown} and {@code exit}, or by closing its end.
 *
 * <p>Thread-safe.
 */
final class StdioClient implements Leaving {

  private static final int UNANNOUNCED = 1;

  private final CountDownLatch left = new CountDownLatch(1);
  private volatile boolean isAnnounced;
  private volatile int code;

  @Override
  public void announce() {
    isAnnounced = true;
  }

  @Override
  public void exit() {
    code = isAnnounced ? 0 : UNANNOUNCED;
    left.countDown();
  }

  /** Its input has ended, which needs no announcement: it may have died. */
  void left() {
    left.countDown();
  }

  /** Waits until the client has left, and returns the exit code that this means. */
  int awaitLeft() throws InterruptedException {
    left.await();
    return code;
  }
}
