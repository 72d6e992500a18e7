package fermata.daemon.trigger;

import fermata.definition.model.MissedFires;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What is to be done about the times that have come.
 *
 * @param fires the runs to start, in order
 * @param next when the trigger is due after all of them
 */
record DueTimes(List<Planned> fires, Instant next) {

  /** A time that is later than this was missed; before that a daemon is merely busy. */
  static final Duration LATE = Duration.ofMinutes(1);

  /** How many times are looked at; what lies before the latest ones is let go unseen. */
  private static final int LOOKED_AT_MAX = 100_000;

  DueTimes {
    fires = List.copyOf(fires);
  }

  /**
   * A run to start.
   *
   * @param at the time that it is for
   * @param missed how many times were missed that it makes up for
   * @param next when the trigger is due once it is started
   */
  record Planned(Instant at, int missed, Instant next) {}

  /**
   * {@return what is to be done}
   *
   * @param due when the trigger was due first; not after {@code now}
   */
  static DueTimes of(Times times, Instant due, Instant now, MissedFires policy) {
    Instant lateBefore = now.minus(LATE);
    int keptMax = policy instanceof MissedFires.All(int max) ? max : 1;
    Deque<Instant> late = new ArrayDeque<>();
    int lateCount = 0;
    Instant current = null;
    for (Instant at = start(times, due, now); !at.isAfter(now); at = times.next(at)) {
      if (at.isBefore(lateBefore)) {
        lateCount++;
        late.addLast(at);
        if (late.size() > keptMax) {
          late.removeFirst();
        }
      } else {
        current = at;
      }
    }
    var ats = new ArrayList<Instant>();
    int missed = 0;
    switch (policy) {
      case MissedFires.Skip _ -> {}
      case MissedFires.Once _ -> missed = lateCount;
      case MissedFires.All _ -> ats.addAll(late);
    }
    int lateFires = ats.size();
    if (current != null) {
      ats.add(current);
    } else if (missed > 0) {
      ats.add(late.getLast());
    }
    return planned(times, ats, new Missed(missed, lateFires), now);
  }

  /**
   * How many missed times fires make up for.
   *
   * @param ofLast those that the last fire makes up for, beside its own time
   * @param ofEach the first so many fires are each for one that was missed
   */
  private record Missed(int ofLast, int ofEach) {}

  private static Instant start(Times times, Instant due, Instant now) {
    Instant first = now.minus(times.step().multipliedBy(LOOKED_AT_MAX));
    return due.isBefore(first) ? times.next(first) : due;
  }

  private static DueTimes planned(Times times, List<Instant> ats, Missed missed, Instant now) {
    var fires = new ArrayList<Planned>();
    Instant end = times.next(now);
    for (int index = 0; index < ats.size(); index++) {
      boolean isLast = index == ats.size() - 1;
      int count = index < missed.ofEach() ? 1 : missed.ofLast();
      fires.add(new Planned(ats.get(index), count, isLast ? end : ats.get(index + 1)));
    }
    return new DueTimes(fires, end);
  }
}
