package fermata.client;

import fermata.wire.method.events.EventsBatchParams;
import fermata.wire.method.events.EventsLagParams;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What came for one subscription and was not taken yet.
 *
 * <p>The daemon sends no further than the credit that it was given, which bounds the queue.
 * Thread-safe.
 */
final class BatchQueue {

  /** Takes nothing: for batches that were under way when their subscription ended. */
  static final BatchQueue CLOSED = new BatchQueue(true);

  private final Deque<Arrived> waiting = new ArrayDeque<>();
  private boolean isEnded;

  BatchQueue() {
    this(false);
  }

  private BatchQueue(boolean isEnded) {
    this.isEnded = isEnded;
  }

  /** What may come for a subscription. */
  sealed interface Arrived {

    /** A batch and what it counts against the window of its subscription. */
    record Batch(EventsBatchParams batch, long bytes) implements Arrived {}

    /** Word that the reader is far behind. */
    record Lag(EventsLagParams lag) implements Arrived {}
  }

  synchronized void add(Arrived arrived) {
    if (!isEnded) {
      waiting.add(arrived);
      notifyAll();
    }
  }

  /** Says that no more will come; what is there may still be taken. */
  synchronized void end() {
    isEnded = true;
    notifyAll();
  }

  /**
   * {@return the next of them; empty when the time is up}
   *
   * @throws LinkLostException when there is none and none will come
   */
  synchronized Optional<Arrived> next(Duration max) throws InterruptedException, LinkLostException {
    Deadline deadline = Deadline.in(max);
    while (waiting.isEmpty()) {
      if (isEnded) {
        throw new LinkLostException("the connection ended");
      }
      if (deadline.hasPassed()) {
        return Optional.empty();
      }
      // A wait of nothing would be one without an end.
      wait(Math.max(1, deadline.left().toMillis()));
    }
    return Optional.of(waiting.removeFirst());
  }
}
