package fermata.definition.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cron expression: minutes at which something is due, on the wall clock of a time zone.
 *
 * <p>When clocks are put forward, what was due in the hour that is left out is due once, at its
 * end. When they are put back, what is due at some hours is due in the first of the two; what is
 * due in every hour is due in both, for it is about time that passes. Immutable.
 *
 * @param text as written
 * @param minutes bit n stands for minute n
 * @param hours bit n stands for hour n
 */
public record CronSchedule(String text, long minutes, long hours, CronDays days) {

  /** The longest way from one 29 February to the next, over the end of a century, and some. */
  private static final int DAYS_MAX = 8 * 366 + 1;

  private static final long EVERY_HOUR = (1L << 24) - 1;

  /** Whether some day has it; {@code 30 2} never comes. */
  public boolean everFires() {
    return days.exist();
  }

  /** Whether two fields say on which days, and a day that fits one of them is enough. */
  public boolean isEitherDay() {
    return days.isEither();
  }

  /** {@return the first time that comes after another; none where it never fires} */
  public Optional<Instant> next(Instant after, ZoneId zone) {
    return hours == EVERY_HOUR ? nextOfEveryHour(after, zone) : nextOfSomeHours(after, zone);
  }

  /** Goes along one offset at a time, as if the clocks were never changed. */
  private Optional<Instant> nextOfEveryHour(Instant after, ZoneId zone) {
    Instant from = after;
    for (int changes = 0; changes < DAYS_MAX; changes++) {
      ZoneOffset offset = zone.getRules().getOffset(from);
      @Nullable LocalDateTime local = nextLocal(LocalDateTime.ofInstant(from, offset));
      if (local == null) {
        return Optional.empty();
      }
      Instant found = local.toInstant(offset);
      ZoneOffsetTransition change = zone.getRules().nextTransition(from);
      if (change == null || found.isBefore(change.getInstant())) {
        return Optional.of(found);
      }
      Instant changed = change.getInstant();
      LocalDateTime first = LocalDateTime.ofInstant(changed, change.getOffsetAfter());
      if (isDue(first)) {
        return Optional.of(changed);
      }
      from = changed;
    }
    return Optional.empty();
  }

  private Optional<Instant> nextOfSomeHours(Instant after, ZoneId zone) {
    @Nullable LocalDateTime local = nextLocal(LocalDateTime.ofInstant(after, zone));
    while (local != null) {
      Instant found = instant(local, zone);
      if (found.isAfter(after)) {
        return Optional.of(found);
      }
      local = nextLocal(local);
    }
    return Optional.empty();
  }

  /** The end of a gap, the first of two. */
  private static Instant instant(LocalDateTime local, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    if (change == null) {
      return local.atZone(zone).toInstant();
    }
    return change.isGap() ? change.getInstant() : local.toInstant(change.getOffsetBefore());
  }

  private boolean isDue(LocalDateTime local) {
    return local.getSecond() == 0
        && local.getNano() == 0
        && isIn(minutes, local.getMinute())
        && isIn(hours, local.getHour())
        && days.has(local.toLocalDate());
  }

  private @Nullable LocalDateTime nextLocal(LocalDateTime after) {
    LocalDateTime from = after.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    LocalDate date = from.toLocalDate();
    LocalTime time = days.has(date) ? nextTime(from.toLocalTime()) : null;
    for (int count = 0; time == null && count < DAYS_MAX; count++) {
      date = date.plusDays(1);
      time = days.has(date) ? nextTime(LocalTime.MIDNIGHT) : null;
    }
    return time == null ? null : date.atTime(time);
  }

  /** {@return the first time of a day that is not before another; null where there is none} */
  private @Nullable LocalTime nextTime(LocalTime from) {
    int hour = nextBit(hours, from.getHour());
    int minute = nextBit(minutes, hour == from.getHour() ? from.getMinute() : 0);
    if (hour >= 0 && minute < 0) {
      hour = nextBit(hours, hour + 1);
      minute = nextBit(minutes, 0);
    }
    return hour < 0 || minute < 0 ? null : LocalTime.of(hour, minute);
  }

  private static int nextBit(long set, int from) {
    long rest = from > 63 ? 0 : (set >>> from) << from;
    return rest == 0 ? -1 : Long.numberOfTrailingZeros(rest);
  }

  private static boolean isIn(long set, int value) {
    return ((set >> value) & 1) == 1;
  }
}
