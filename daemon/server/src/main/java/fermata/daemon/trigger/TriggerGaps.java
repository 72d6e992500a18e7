package fermata.daemon.trigger;

import fermata.daemon.store.TriggerRow;
import fermata.definition.model.Trigger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The times of triggers that came while nobody served them. */
final class TriggerGaps {

  /** How many times are counted; what lies before the latest ones is let go unseen. */
  private static final int COUNTED_MAX = 100_000;

  private TriggerGaps() {}

  /** {@return what a trigger has missed, the latest first; while it is paused, up to now} */
  static List<MissedTimes> of(@Nullable Trigger trigger, TriggerRow row, Instant now) {
    LastFire last = LastFire.parse(row);
    return row.pausedAt() == null ? last.gaps() : last.missing(sinceDue(trigger, row, now)).gaps();
  }

  /** {@return the times since a trigger was due, up to now; absent where none came} */
  static @Nullable MissedTimes sinceDue(@Nullable Trigger trigger, TriggerRow row, Instant now) {
    Instant due = row.due();
    Times times = due == null ? null : timesOf(trigger, due);
    return due == null || times == null ? null : counted(times, due, now);
  }

  private static @Nullable MissedTimes counted(Times times, Instant due, Instant now) {
    Instant first = start(times, due, now);
    Instant last = null;
    int count = 0;
    for (Instant at = first; !at.isAfter(now); at = times.next(at)) {
      last = at;
      count++;
    }
    return last == null ? null : new MissedTimes(MissedTimes.Reason.PAUSED, first, last, count, 0);
  }

  /** {@return where to begin counting} */
  static Instant start(Times times, Instant due, Instant now) {
    Instant first = now.minus(times.step().multipliedBy(COUNTED_MAX));
    return due.isBefore(first) ? times.next(first) : due;
  }

  /** Whether a time within a gap is one of the trigger's. */
  static boolean comes(@Nullable Trigger trigger, MissedTimes gap, Instant time) {
    Times times = timesOf(trigger, gap.first());
    return times != null && times.next(time.minusMillis(1)).equals(time);
  }

  /**
   * {@return the times of a trigger; absent where it does not fire by time}
   *
   * @param one of them
   */
  static @Nullable Times timesOf(@Nullable Trigger trigger, Instant one) {
    return switch (trigger) {
      case Trigger.Cron cron -> Times.of(cron);
      case Trigger.Every every -> Times.of(every, one);
      case Trigger.Webhook _, Trigger.Files _, Trigger.Published _ -> null;
      case null -> null;
    };
  }
}
