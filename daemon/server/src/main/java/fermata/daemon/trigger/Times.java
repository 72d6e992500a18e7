package fermata.daemon.trigger;

import fermata.definition.model.Trigger;
import fermata.definition.schedule.CronSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The times of a trigger, one after the other, without an end. */
sealed interface Times {

  /** {@return the first time that comes after another} */
  Instant next(Instant after);

  /** {@return the shortest way from one time to the next} */
  Duration step();

  /** Times by the calendar; some do come. */
  record Calendar(CronSchedule schedule, ZoneId zone) implements Times {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Override
    public Instant next(Instant after) {
      return schedule
          .next(after, zone)
          .orElseThrow(() -> new IllegalStateException("a trigger that never fires was armed"));
    }

    @Override
    public Duration step() {
      return MINUTE;
    }
  }

  /**
   * Times at an even distance.
   *
   * @param anchor one of them
   */
  record Interval(Instant anchor, Duration step) implements Times {

    @Override
    public Instant next(Instant after) {
      long whole = Math.floorDiv(Duration.between(anchor, after).toMillis(), step.toMillis());
      return anchor.plusMillis((whole + 1) * step.toMillis());
    }
  }

  /** {@return the times of a calendar} */
  static Times of(Trigger.Cron cron) {
    return new Calendar(cron.schedule(), cron.zone());
  }

  static Times of(Trigger.Every every, Instant anchor) {
    return new Interval(anchor, every.interval());
  }
}
