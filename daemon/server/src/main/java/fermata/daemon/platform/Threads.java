package fermata.daemon.platform;

import java.time.Duration;

/** Starts the daemon's threads, each with a name. */
public final class Threads {

  private Threads() {}

  /** Starts a virtual thread. */
  public static Thread start(String name, Runnable body) {
    return Thread.ofVirtual().name(name).start(body);
  }

  /** Starts a virtual thread that sleeps first. An interrupt of the sleep ends it. */
  public static Thread startAfter(Duration wait, String name, Runnable body) {
    return start(
        name,
        () -> {
          try {
            Thread.sleep(wait);
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return;
          }
          body.run();
        });
  }

  /**
   * Starts a thread of the operating system, for work that sits in native code and would hold up a
   * carrier of virtual threads. It does not keep the process alive.
   */
  public static Thread startNative(String name, Runnable body) {
    return Thread.ofPlatform().daemon().name(name).start(body);
  }
}
