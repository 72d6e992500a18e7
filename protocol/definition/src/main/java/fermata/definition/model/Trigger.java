package fermata.definition.model;

import fermata.definition.expression.Expression;
import fermata.definition.schedule.CronSchedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What starts runs of an entry point without anybody's asking, once it is armed. */
public sealed interface Trigger {

  /** At times by the calendar. */
  record Cron(CronSchedule schedule, ZoneId zone, MissedFires missed) implements Trigger {

    /** The zone of a trigger that names none: a daemon may run anywhere. */
    public static final ZoneId ZONE = ZoneId.of("UTC");
  }

  /**
   * Every so often, counted from when it was armed.
   *
   * @param interval at least {@link #INTERVAL_MIN}
   */
  record Every(Duration interval, MissedFires missed) implements Trigger {}

  /**
   * A request over HTTP.
   *
   * @param path begins with {@code /}; one agent has it
   * @param secret the key of the signature that a request must carry; without one any request that
   *     reaches the loopback interface starts a run
   * @param dedupe a text of the event by which a repeated request is known; without one the
   *     delivery's id in its headers is it
   */
  record Webhook(String path, @Nullable ValueTemplate secret, @Nullable Expression dedupe)
      implements Trigger {}

  /**
   * A change of files below the workspace.
   *
   * @param patterns paths and globs relative to the workspace
   * @param debounce how long it must have been quiet since the last change
   */
  record Files(List<String> patterns, Duration debounce) implements Trigger {

    /** The quiet time of a trigger that names none: editors write a file in several goes. */
    public static final Duration DEBOUNCE = Duration.ofMillis(500);

    public Files {
      patterns = List.copyOf(patterns);
    }
  }

  /**
   * An event that somebody publishes.
   *
   * @param selectors of which one must fit; an event that fits several fires once
   */
  record Published(List<EventSelector> selectors) implements Trigger {

    public Published {
      selectors = List.copyOf(selectors);
    }

    /** {@return this, fired by one more} */
    public Published with(EventSelector selector) {
      var more = new ArrayList<>(selectors);
      more.add(selector);
      return new Published(more);
    }
  }

  /** The shortest interval: below it a run has hardly started when the next is due. */
  Duration INTERVAL_MIN = Duration.ofSeconds(1);
}
