package fermata.wire.channel;

import fermata.wire.frame.Frame;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
  // Guarded by the lock.
  private final ArrayDeque<Work> arrivals = new ArrayDeque<>();
  private long number;
  private final Queue<Work> continuations = new ConcurrentLinkedQueue<>();
  // What the connection's thread has taken at once, to lock seldom. It waits like the rest.
  private final ArrayDeque<Work> taken = new ArrayDeque<>();
  private final AtomicInteger frames = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final int framesMax;
  private final long bytesMax;

  Inbox(int framesMax, long bytesMax) {
    this.framesMax = framesMax;
    this.bytesMax = bytesMax;
  }

  /** Adds a frame if there is room; whether there was. Called by one thread, that of the reader. */
  boolean offer(Frame frame) {
    if (isFullFor(frame)) {
      return false;
    }
    force(frame);
    return true;
  }

  /** Adds a frame that may not be refused; the caller stops reading while {@link #isOver}. */
  void force(Frame frame) {
    frames.incrementAndGet();
    bytes.addAndGet(sizeOf(frame));
    lock.lock();
    try {
      add(new Work.Arrived(frame, ++number));
    } finally {
      lock.unlock();
    }
  }

  private void add(Work work) {
    arrivals.add(work);
    if (arrivals.size() == 1) {
      hasWork.signal();
    }
  }

  private boolean isFullFor(Frame frame) {
    long waiting = bytes.get();
    return frames.get() >= framesMax || (waiting > 0 && waiting + sizeOf(frame) > bytesMax);
  }

  void goOn(Runnable action) {
    continuations.add(new Work.Continued(action));
    lock.lock();
    try {
      hasWork.signal();
    } finally {
      lock.unlock();
    }
  }

  void end(CloseReason reason) {
    lock.lock();
    try {
      add(new Work.Ended(reason));
    } finally {
      lock.unlock();
    }
  }

  /** {@return the next work} For the connection's thread. */
  Work take() throws InterruptedException {
    @Nullable Work work = poll();
    while (work == null) {
      lock.lockInterruptibly();
      try {
        while (arrivals.isEmpty() && continuations.isEmpty()) {
          hasWork.await();
        }
      } finally {
        lock.unlock();
      }
      work = poll();
    }
    return work;
  }

  /** {@return the next work, if there is any before the time is up} For the connection's thread. */
  @Nullable Work poll(Duration max) throws InterruptedException {
    long nanos = max.toNanos();
    @Nullable Work work = poll();
    while (work == null && nanos > 0) {
      lock.lockInterruptibly();
      try {
        while (arrivals.isEmpty() && continuations.isEmpty() && nanos > 0) {
          nanos = hasWork.awaitNanos(nanos);
        }
      } finally {
        lock.unlock();
      }
      work = poll();
    }
    return work;
  }

  private @Nullable Work poll() {
    @Nullable Work continued = continuations.poll();
    if (continued != null) {
      return continued;
    }
    if (taken.isEmpty()) {
      takeAll();
    }
    @Nullable Work work = taken.poll();
    if (work instanceof Work.Arrived(Frame frame, _)) {
      frames.decrementAndGet();
      bytes.addAndGet(-sizeOf(frame));
    }
    return work;
  }

  private void takeAll() {
    lock.lock();
    try {
      taken.addAll(arrivals);
      arrivals.clear();
    } finally {
      lock.unlock();
    }
  }

  boolean hasContinuations() {
    return !continuations.isEmpty();
  }

  /** Whether more waits than may. */
  boolean isOver() {
    return frames.get() > framesMax || bytes.get() > bytesMax;
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
