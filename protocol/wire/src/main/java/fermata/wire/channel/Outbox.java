package fermata.wire.channel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent on a connection: responses first, then notifications. What is told of the
 * progress of a request stands among the responses, or that to it would overtake it. Thread-safe.
 *
 * <p>The lane of notifications is bounded in bytes, and who sends into a full one waits its turn.
 * The lane of responses is bounded by the requests under way; when it grows all the same, because
 * the peer sends but does not read, it is congested and the connection stops reading.
 */
final class Outbox {

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
        responses.add(new Letter.Response(body));
        responseBytes += body.length;
        responsesUnwritten++;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Adds what is told before a response, unless too much waits; whether it was added. */
  boolean offer(Letter.Progress letter) {
    lock.lock();
    try {
      if (isClosed || isOver(responseBytes + letter.length())) {
        return false;
      }
      responseBytes += letter.length();
      return responses.add(letter);
    } finally {
      lock.unlock();
    }
  }

  /** Adds a notification if there is room; whether there was. */
  boolean offer(Letter letter) {
    lock.lock();
    try {
      return !isClosed && waiting == 0 && !isFullFor(letter) && notifyLater(letter);
    } finally {
      lock.unlock();
    }
  }

  /** Adds a notification as soon as there is room; whether it was added before the end. */
  boolean put(Letter letter) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (!isClosed && (waiting > 0 || isFullFor(letter))) {
        awaitRoom(letter);
      }
      return !isClosed && notifyLater(letter);
    } finally {
      lock.unlock();
    }
  }

  private void awaitRoom(Letter letter) throws InterruptedException {
    waiting++;
    try {
      do {
        hasRoom.await();
      } while (!isClosed && isFullFor(letter));
    } finally {
      waiting--;
    }
  }

  private boolean notifyLater(Letter letter) {
    notificationBytes += letter.length();
    return notifications.add(letter);
  }

  // A single notification over the limit goes when it has the lane for itself; it would wait for
  // ever else.
  private boolean isFullFor(Letter letter) {
    return notificationBytes > 0 && notificationBytes + letter.length() > bytesMax;
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
        bytes += letter.length();
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
        switch (letter) {
          case Letter.Response response -> {
            responseBytes -= response.length();
            responsesUnwritten--;
          }
          case Letter.Progress progress -> responseBytes -= progress.length();
          case Letter.Notification _, Letter.Batch _ -> notificationBytes -= letter.length();
        }
      }
      // Whoever waits is not woken for every message that goes out, but for half a lane of them.
      if (waiting > 0 && notificationBytes <= bytesMax / 2) {
        hasRoom.signalAll();
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
