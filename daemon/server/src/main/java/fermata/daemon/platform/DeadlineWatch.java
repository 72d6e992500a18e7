package fermata.daemon.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Says that the deadline of work on another thread has passed.
 *
 * <p>To be watched costs two changes of a small tree, and nobody waits beside the work. There is
 * one thread, which sleeps until the next deadline, and none where nothing is watched for that
 * long.
 *
 * <p>Thread-safe.
 */
public final class DeadlineWatch {

  private final TreeSet<Place> places = new TreeSet<>();
  private long count;
  private boolean isServed;
  private long sleepsUntil;

  /** Work that is watched. Closed when it has ended; what was about to be said may still be. */
  public interface Watched extends AutoCloseable {
    @Override
    void close();
  }

  private final class Place implements Watched, Comparable<Place> {

    private final Deadline deadline;
    private final Runnable late;
    private final long number;

    /** In a clock whose values have an order by their difference only. Changed while outside. */
    private long lookAt;

    Place(Deadline deadline, Runnable late, long number) {
      this.deadline = deadline;
      this.late = late;
      this.number = number;
      this.lookAt = System.nanoTime() + deadline.remaining().toNanos();
    }

    @Override
    public int compareTo(Place other) {
      int order = Long.signum(lookAt - other.lookAt);
      return order != 0 ? order : Long.compare(number, other.number);
    }

    @Override
    public void close() {
      synchronized (DeadlineWatch.this) {
        places.remove(this);
      }
    }
  }

  /**
   * Watches work until it is closed.
   *
   * @param late called once, from another thread, when the deadline has passed; never blocks
   */
  public synchronized Watched watch(Deadline deadline, Runnable late) {
    var place = new Place(deadline, late, ++count);
    places.add(place);
    if (!isServed) {
      isServed = true;
      sleepsUntil = place.lookAt;
      Threads.start("deadlines", this::serve);
    } else if (place.lookAt - sleepsUntil < 0) {
      notifyAll();
    }
    return place;
  }

  private void serve() {
    try {
      for (List<Runnable> late = next(); !late.isEmpty(); late = next()) {
        late.forEach(Runnable::run);
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@return what is late, once something is; empty where nothing is watched any more} */
  private synchronized List<Runnable> next() throws InterruptedException {
    var late = new ArrayList<Runnable>();
    while (late.isEmpty() && !places.isEmpty()) {
      long now = System.nanoTime();
      Place first = places.first();
      if (first.lookAt - now > 0) {
        sleepsUntil = first.lookAt;
        TimeUnit.NANOSECONDS.timedWait(this, first.lookAt - now);
        continue;
      }
      places.remove(first);
      if (first.deadline.hasPassed()) {
        late.add(first.late);
      } else {
        // Signs of life have put it off, or it is held.
        first.lookAt = now + Math.max(1, first.deadline.remaining().toNanos());
        places.add(first);
      }
    }
    isServed = !late.isEmpty();
    return late;
  }
}
