package fermata.daemon.platform;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Feeds messages to a plain object, one after another, in the order of their arrival.
 *
 * <p>There is a thread only while there is a message: an idle mailbox is a small object. The
 * consumer is never called by two threads at once, and each call sees what the one before it wrote.
 * When the consumer throws, the thread ends with that exception and the messages behind it are
 * served by another.
 *
 * <p>Thread-safe.
 */
public final class Mailbox<M> {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final String name;
  private final int messagesMax;
  private final Consumer<M> consumer;
  private final Queue<M> messages = new ArrayDeque<>();
  private boolean isBeingServed;

  /**
   * @param name the name of the thread that serves it
   * @param messagesMax how many messages wait at most, the one being served not counted
   */
  public Mailbox(String name, int messagesMax, Consumer<M> consumer) {
    this.name = name;
    this.messagesMax = messagesMax;
    this.consumer = consumer;
  }

  /** Leaves a message from outside, and says whether there was room for it. Never blocks. */
  public boolean offer(M message) {
    synchronized (messages) {
      if (messages.size() >= messagesMax) {
        return false;
      }
      add(message);
      return true;
    }
  }

  /**
   * Leaves a message that may not be lost, such as the end of a call. Never blocks; there are as
   * many of them at most as there is work under way, so they have no limit of their own.
   */
  public void deliver(M message) {
    synchronized (messages) {
      add(message);
    }
  }

  private void add(M message) {
    messages.add(message);
    if (!isBeingServed) {
      isBeingServed = true;
      Threads.start(name, this::serve);
    }
  }

  /** Whether no message waits; one may be being served. */
  public boolean isEmpty() {
    synchronized (messages) {
      return messages.isEmpty();
    }
  }

  /** Whether no message waits and none is being served. */
  public boolean isIdle() {
    synchronized (messages) {
      return !isBeingServed;
    }
  }

  /** Waits until it is idle; whether that came before the time was up. */
  public boolean awaitIdle(Duration max) {
    long deadline = System.nanoTime() + max.toNanos();
    synchronized (messages) {
      try {
        for (long left = max.toNanos();
            isBeingServed && left > 0;
            left = deadline - System.nanoTime()) {
          messages.wait(left / NANOS_PER_MILLI + 1);
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      return !isBeingServed;
    }
  }

  private void serve() {
    boolean isDrained = false;
    try {
      for (M message = next(); message != null; message = next()) {
        consumer.accept(message);
      }
      isDrained = true;
    } finally {
      if (!isDrained) {
        Threads.start(name, this::serve);
      }
    }
  }

  private @Nullable M next() {
    synchronized (messages) {
      M message = messages.poll();
      isBeingServed = message != null;
      if (!isBeingServed) {
        messages.notifyAll();
      }
      return message;
    }
  }
}
