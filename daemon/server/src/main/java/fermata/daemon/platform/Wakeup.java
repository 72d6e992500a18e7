package fermata.daemon.platform;

/**
 * Runs a body whenever it is called for, on a thread that exists only then, and never twice at
 * once.
 *
 * <p>Calls that come while the body runs are one more run together: the body looks at what there is
 * to do, not at who called. When it throws, its thread ends with that exception; the next call runs
 * it again.
 *
 * <p>Thread-safe.
 */
public final class Wakeup {

  private final String name;
  private final Runnable body;
  private boolean isRunning;
  private boolean isCalled;

  public Wakeup(String name, Runnable body) {
    this.name = name;
    this.body = body;
  }

  /** Calls for a run. Never blocks. */
  public synchronized void call() {
    isCalled = true;
    if (!isRunning) {
      isRunning = true;
      Threads.start(name, this::run);
    }
  }

  /** Whether nothing runs, and nothing is to run. */
  public synchronized boolean isAtRest() {
    return !isRunning && !isCalled;
  }

  private void run() {
    try {
      while (takeCall()) {
        body.run();
      }
    } finally {
      end();
    }
  }

  private synchronized boolean takeCall() {
    boolean wasCalled = isCalled;
    isCalled = false;
    isRunning = wasCalled;
    return wasCalled;
  }

  private synchronized void end() {
    if (!isRunning) {
      return;
    }
    isRunning = false;
    if (isCalled) {
      call();
    }
  }
}
