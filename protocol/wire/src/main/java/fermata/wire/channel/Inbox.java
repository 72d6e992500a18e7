package fermata.wire.channel;

import fermata.wire.frame.Frame;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a connection's thread: frames in the order of arrival, and before them what goes
 * on by itself. Thread-safe.
 */
final class Inbox {

  /** Something to do for the connection's thread. */
  sealed interface Work {

    /** A frame has come; the number counts frames from 1. */
    record Arrived(Frame frame, long number) implements Work {}

    /** Something that was begun goes on. At most one for each admitted frame waits. */
    record Continued(Runnable action) implements Work {}

    /** Nothing more will come. */
    record Ended(CloseReason reason) implements Work {}
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition hasWork = lock.newCondition();
  private final ArrayDeque<Work> arrivals = new ArrayDeque<>();
  private final ArrayDeque<Work> continuations = new ArrayDeque<>();
  private final int framesMax;
  private final long bytesMax;
  private long bytes;
  private long number;

  Inbox(int framesMax, long bytesMax) {
    this.framesMax = framesMax;
    this.bytesMax = bytesMax;
  }

  /** Adds a frame if there is room; whether there was. */
  boolean offer(Frame frame) {
    lock.lock();
    try {
      if (isFullFor(frame)) {
        return false;
      }
      add(frame);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Adds a frame that may not be refused; the caller stops reading while {@link #isOver}. */
  void force(Frame frame) {
    lock.lock();
    try {
      add(frame);
    } finally {
      lock.unlock();
    }
  }

  private void add(Frame frame) {
    arrivals.add(new Work.Arrived(frame, ++number));
    bytes += sizeOf(frame);
    hasWork.signal();
  }

  private boolean isFullFor(Frame frame) {
    return arrivals.size() >= framesMax || (bytes > 0 && bytes + sizeOf(frame) > bytesMax);
  }

  void goOn(Runnable action) {
    lock.lock();
    try {
      continuations.add(new Work.Continued(action));
      hasWork.signal();
    } finally {
      lock.unlock();
    }
  }

  void end(CloseReason reason) {
    lock.lock();
    try {
      arrivals.add(new Work.Ended(reason));
      hasWork.signal();
    } finally {
      lock.unlock();
    }
  }

  /** {@return the next work} */
  Work take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      @Nullable Work work = poll();
      while (work == null) {
        hasWork.await();
        work = poll();
      }
      return work;
    } finally {
      lock.unlock();
    }
  }

  /** {@return the next work, if there is any before the time is up} */
  @Nullable Work poll(Duration max) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long nanos = max.toNanos();
      @Nullable Work work = poll();
      while (work == null && nanos > 0) {
        nanos = hasWork.awaitNanos(nanos);
        work = poll();
      }
      return work;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Work poll() {
    @Nullable Work work = continuations.poll();
    if (work == null) {
      work = arrivals.poll();
      bytes -= work instanceof Work.Arrived arrived ? sizeOf(arrived.frame()) : 0;
    }
    return work;
  }

  boolean hasContinuations() {
    lock.lock();
    try {
      return !continuations.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Whether more waits than may. */
  boolean isOver() {
    lock.lock();
    try {
      return arrivals.size() > framesMax || bytes > bytesMax;
    } finally {
      lock.unlock();
    }
  }

  /** {@return the number of the frame that came last} */
  long lastNumber() {
    lock.lock();
    try {
      return number;
    } finally {
      lock.unlock();
    }
  }

  private static long sizeOf(Frame frame) {
    return switch (frame) {
      case Frame.Body body -> body.bytes().length;
      case Frame.Oversize oversize -> oversize.head().length;
      case Frame.Broken _ -> 0;
    };
  }
}
