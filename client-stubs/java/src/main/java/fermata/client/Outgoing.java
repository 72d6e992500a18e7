package fermata.client;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The messages of a link that wait to be written, and the thread that writes them. So nobody's
 * deadline hangs on a daemon that does not read, and nobody's interruption breaks a message in two.
 *
 * <p>Thread-safe.
 */
final class Outgoing {

  private static final int MESSAGES_MAX = 64;

  private final Transport transport;
  private final Runnable onFailure;
  private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MESSAGES_MAX);
  private final Thread writer;

  private Outgoing(Transport transport, Runnable onFailure) {
    this.transport = transport;
    this.onFailure = onFailure;
    this.writer = Thread.ofPlatform().daemon().name("fermata-link-writer").unstarted(this::write);
  }

  /** {@return a queue that is being written from now on; after a failure nothing more is} */
  static Outgoing over(Transport transport, Runnable onFailure) {
    var outgoing = new Outgoing(transport, onFailure);
    outgoing.writer.start();
    return outgoing;
  }

  /** Hands a message over; whether there was room before the deadline. */
  boolean put(byte[] message, Deadline deadline) throws InterruptedException {
    return waiting.offer(message, deadline.left().toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Hands a message over if there is room at once. */
  boolean offer(byte[] message) {
    return waiting.offer(message);
  }

  /** Drops what waits, and lets whoever waits for room go. */
  void end() {
    writer.interrupt();
    waiting.clear();
  }

  private void write() {
    try {
      while (true) {
        transport.write(waiting.take());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException _) {
      onFailure.run();
    }
  }
}
