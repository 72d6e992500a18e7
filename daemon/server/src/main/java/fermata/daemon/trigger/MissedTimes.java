package fermata.daemon.trigger;

import java.time.Instant;

/**
 * Times of a trigger that came one after the other and were not served when they came.
 *
 * @param count how many; of very many only the latest are counted
 * @param runs that were started to make up for them
 */
record MissedTimes(Reason reason, Instant first, Instant last, int count, int runs) {

  /** Why nobody served them. */
  enum Reason {
    PAUSED,
    /** No daemon ran, the machine slept, or its clock was put forward. */
    LATE
  }

  boolean contains(Instant at) {
    return !at.isBefore(first) && !at.isAfter(last);
  }

  MissedTimes withRun() {
    return new MissedTimes(reason, first, last, count, runs + 1);
  }
}
