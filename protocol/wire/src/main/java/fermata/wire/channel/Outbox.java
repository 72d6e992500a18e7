package fermata.wire.channel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent on a connection: responses first, then notifications. Thread-safe.
 *
 * <p>The lane of notifications is bounded in bytes, and who sends into a full one waits its turn.
 * The lane of responses is bounded by the requests under way; when it grows all the same, because
 * the peer sends but does not read, it is congested and the connection stops reading.
 */
final class Outbox {

  /** A message to send. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Letter(byte[] body, boolean isResponse) {}

  private final ReentrantLock lock = new ReentrantLock();
  // Senders that wait are woken in the order in which they came, and who comes while some wait goes
  // behind them, so that one subscription cannot keep another's notifications out.
  private final Condition hasRoom = lock.newCondition();
  private final ArrayDeque<Letter> responses = new ArrayDeque<>();
  private final ArrayDeque<Letter> notifications = new ArrayDeque<>();
  private final long bytesMax;
  // Bytes of both lanes count until they are written, not until they are taken.
  private long responseBytes;
  private long notificationBytes;
  private int responsesUnwritten;
  private int waiting;
  private boolean isClosed;

  Outbox(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Adds a response, whatever waits. */
  void respond(byte[] body) {
    lock.lock();
    try {
      if (!isClosed) {
        responses.add(new Letter(body, true));
        responseBytes += body.length;
        responsesUnwritten++;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Adds a notification if there is room; whether there was. */
  boolean offer(byte[] body) {
    lock.lock();
    try {
      return !isClosed && waiting == 0 && !isFullFor(body) && notifyLater(body);
    } finally {
      lock.unlock();
    }
  }

  /** Adds a notification as soon as there is room; whether it was added before the end. */
  boolean put(byte[] body) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (!isClosed && (waiting > 0 || isFullFor(body))) {
        awaitRoom(body);
      }
      return !isClosed && notifyLater(body);
    } finally {
      lock.unlock();
    }
  }

  private void awaitRoom(byte[] body) throws InterruptedException {
    waiting++;
    try {
      do {
        hasRoom.await();
      } while (!isClosed && isFullFor(body));
    } finally {
      waiting--;
      // There may be room for the next one too, and where this one was interrupted it is the
      // next's.
      hasRoom.signal();
    }
  }

  private boolean notifyLater(byte[] body) {
    notificationBytes += body.length;
    return notifications.add(new Letter(body, false));
  }

  // A single notification over the limit goes when it has the lane for itself; it would wait for
  // ever else.
  private boolean isFullFor(byte[] body) {
    return notificationBytes > 0 && notificationBytes + body.length > bytesMax;
  }

  /** {@return the next message, which counts as waiting until it is {@link #written}} */
  @Nullable Letter next() {
    lock.lock();
    try {
      @Nullable Letter response = responses.poll();
      return response != null ? response : notifications.poll();
    } finally {
      lock.unlock();
    }
  }

  /** {@return the next messages, one at least where there is one, up to a size} */
  List<Letter> next(int bytesAtLeast) {
    lock.lock();
    try {
      List<Letter> letters = new ArrayList<>();
      for (int bytes = 0; bytes < bytesAtLeast; ) {
        @Nullable Letter letter = responses.poll();
        letter = letter != null ? letter : notifications.poll();
        if (letter == null) {
          break;
        }
        letters.add(letter);
        bytes += letter.body().length;
      }
      return letters;
    } finally {
      lock.unlock();
    }
  }

  /** Says that messages are out; whether congestion ended with them. */
  boolean written(List<Letter> letters) {
    lock.lock();
    try {
      boolean wasCongested = isOver(responseBytes);
      for (Letter letter : letters) {
        if (letter.isResponse()) {
          responseBytes -= letter.body().length;
          responsesUnwritten--;
        } else {
          notificationBytes -= letter.body().length;
          hasRoom.signal();
        }
      }
      return wasCongested && !isOver(responseBytes);
    } finally {
      lock.unlock();
    }
  }

  private boolean isOver(long bytes) {
    return bytes > bytesMax;
  }

  /** Whether nothing waits to be taken. */
  boolean isEmpty() {
    lock.lock();
    try {
      return responses.isEmpty() && notifications.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  boolean isCongested() {
    lock.lock();
    try {
      return isOver(responseBytes);
    } finally {
      lock.unlock();
    }
  }

  int responsesUnwritten() {
    lock.lock();
    try {
      return responsesUnwritten;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more; what waits can still be taken. Senders that wait give up. */
  void close() {
    lock.lock();
    try {
      isClosed = true;
      hasRoom.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
