package fermata.definition.schedule;

import java.time.LocalDate;
import java.time.Month;

/**
 * The days that a cron expression is about.
 *
 * <p>Where both the day of the month and the day of the week are limited, a day that fits either of
 * them counts, as in every cron since Version 7. Source: crontab(5).
 *
 * @param days bit n stands for day n of the month
 * @param months bit n stands for month n
 * @param weekdays bit 0 stands for Sunday
 * @param isAnyDay whether the day of the month is {@code *}, with or without a step
 * @param isAnyWeekday the same for the day of the week
 */
record CronDays(long days, long months, long weekdays, boolean isAnyDay, boolean isAnyWeekday) {

  boolean hasMonth(LocalDate date) {
    return isIn(months, date.getMonthValue());
  }

  boolean has(LocalDate date) {
    boolean isDay = isIn(days, date.getDayOfMonth());
    boolean isWeekday = isIn(weekdays, date.getDayOfWeek().getValue() % 7);
    boolean fits = (isAnyDay || isAnyWeekday) ? (isDay && isWeekday) : (isDay || isWeekday);
    return fits && hasMonth(date);
  }

  /** Whether two fields say on which days, and either is enough. */
  boolean isEither() {
    return !isAnyDay && !isAnyWeekday;
  }

  /** Whether some year has such a day. */
  boolean exist() {
    if (isEither()) {
      return true;
    }
    for (Month month : Month.values()) {
      long ofMonth = (1L << (month.maxLength() + 1)) - 1;
      if (isIn(months, month.getValue()) && (days & ofMonth) != 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isIn(long set, int value) {
    return ((set >> value) & 1) == 1;
  }
}
