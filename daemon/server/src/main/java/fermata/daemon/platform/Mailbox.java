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
 * <p>A message may lead to an errand, which is work outside. Where no other message waits, the
 * thread goes on that errand itself in place of ending, and what comes of it ({@link #bring}) is
 * served by the same thread. Messages that come meanwhile have another thread.
 *
 * <p>Thread-safe.
 */
public final class Mailbox<M> {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final String name;
  private final int messagesMax;
  private final Server<M> server;
  private final Queue<M> messages = new ArrayDeque<>();
  private boolean isBeingServed;

  /** The thread that is on an errand and serves when it is back, where it brings something. */
  private @Nullable Thread away;

  /** Whether nobody else serves until the one on the errand is back, which is at once. */
  private boolean isAwaited;

  /** Deals with messages. */
  public interface Server<M> {

    /** {@return what is to be done outside, beside the messages; null for nothing} */
    @Nullable Errand serve(M message);
  }

  /** Work outside, on a thread of some name. */
  public record Errand(String name, Runnable work) {

    /** Does it on a thread of its own. */
    public void start() {
      Threads.start(name, work);
    }
  }

  /**
   * @param name the name of the thread that serves it
   * @param messagesMax how many messages wait at most, the one being served not counted
   */
  public Mailbox(String name, int messagesMax, Consumer<M> consumer) {
    this(
        name,
        (Server<M>)
            message -> {
              consumer.accept(message);
              return null;
            },
        messagesMax);
  }

  private Mailbox(String name, Server<M> server, int messagesMax) {
    this.name = name;
    this.messagesMax = messagesMax;
    this.server = server;
  }

  /**
   * {@return a mailbox whose messages lead to errands}
   *
   * @param name the name of the thread that serves it
   * @param messagesMax how many messages wait at most, the one being served not counted
   */
  public static <M> Mailbox<M> withErrands(String name, int messagesMax, Server<M> server) {
    return new Mailbox<>(name, server, messagesMax);
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

  /**
   * Leaves a message as {@link #deliver} does, as the last thing that the calling thread does on
   * its errand: where that is one of this mailbox, the thread serves the message itself.
   */
  public void bring(M message) {
    synchronized (messages) {
      if (isBeingServed || !Thread.currentThread().equals(away)) {
        add(message);
        return;
      }
      messages.add(message);
      isBeingServed = true;
      isAwaited = true;
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
    boolean isServing = true;
    try {
      for (M message = next(); message != null; message = next()) {
        Errand errand = server.serve(message);
        if (errand == null) {
          continue;
        }
        if (!leave()) {
          errand.start();
          continue;
        }
        isServing = false;
        try {
          errand.work().run();
        } finally {
          isServing = comeBack();
        }
        if (!isServing) {
          return;
        }
      }
      isServing = false;
    } finally {
      if (isServing) {
        Threads.start(name, this::serve);
      }
    }
  }

  /** Leaves the mailbox to others before an errand, unless a message waits. */
  private boolean leave() {
    synchronized (messages) {
      if (!messages.isEmpty()) {
        return false;
      }
      isBeingServed = false;
      messages.notifyAll();
      if (away == null) {
        away = Thread.currentThread();
      }
      return true;
    }
  }

  private boolean comeBack() {
    // Whoever asked the errand to end did not mean what is served now.
    boolean _ = Thread.interrupted();
    synchronized (messages) {
      if (!Thread.currentThread().equals(away)) {
        return false;
      }
      away = null;
      boolean isBack = isAwaited;
      isAwaited = false;
      return isBack;
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
