package fermata.daemon.trigger;

import fermata.definition.model.MissedFires;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about the times that have come.
 *
 * @param fires the runs to start, in order
 * @param next when the trigger is due after all of them
 * @param missed those that came too late to be served as usual; absent for none
 */
record DueTimes(List<Planned> fires, Instant next, @Nullable MissedTimes missed) {

  /** A time that is later than this was missed; before that a daemon is merely busy. */
  static final Duration LATE = Duration.ofMinutes(1);

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
    Instant firstLate = null;
    int lateCount = 0;
    Instant current = null;
    for (Instant at = TriggerGaps.start(times, due, now); !at.isAfter(now); at = times.next(at)) {
      if (at.isBefore(lateBefore)) {
        lateCount++;
        firstLate = firstLate == null ? at : firstLate;
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
    MissedTimes gap =
        firstLate == null
            ? null
            : new MissedTimes(
                MissedTimes.Reason.LATE,
                firstLate,
                late.getLast(),
                lateCount,
                missed > 0 ? 1 : lateFires);
    return planned(times, ats, new Missed(missed, lateFires), now, gap);
  }

  /**
   * How many missed times fires make up for.
   *
   * @param ofLast those that the last fire makes up for, beside its own time
   * @param ofEach the first so many fires are each for one that was missed
   */
  private record Missed(int ofLast, int ofEach) {}

  private static DueTimes planned(
      Times times, List<Instant> ats, Missed missed, Instant now, @Nullable MissedTimes gap) {
    var fires = new ArrayList<Planned>();
    Instant end = times.next(now);
    for (int index = 0; index < ats.size(); index++) {
      boolean isLast = index == ats.size() - 1;
      int count = index < missed.ofEach() ? 1 : missed.ofLast();
      fires.add(new Planned(ats.get(index), count, isLast ? end : ats.get(index + 1)));
    }
    return new DueTimes(fires, end, gap);
  }
}
