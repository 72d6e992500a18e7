package fermata.definition.model;

import fermata.definition.expression.Expression;
import fermata.definition.schedule.CronSchedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
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
   * @param events of which one must fit; an event that fits several fires once, for the first
   */
  record Published(List<Events> events) implements Trigger {

    public Published {
      events = List.copyOf(events);
    }

    /** {@return this, fired by more} */
    public Published with(Events added) {
      var more = new ArrayList<>(events);
      more.add(added);
      return new Published(more);
    }

    /** {@return which events} */
    public List<EventSelector> selectors() {
      return events.stream().map(Events::on).toList();
    }
  }

  /**
   * Published events that fire.
   *
   * @param input the fields of the input of their runs, where it is not that of the entry point
   */
  record Events(EventSelector on, @Nullable SequencedMap<String, ValueTemplate> input) {

    public Events {
      input = input == null ? null : Ordered.copyOf(input);
    }
  }

  /** The shortest interval: below it a run has hardly started when the next is due. */
  Duration INTERVAL_MIN = Duration.ofSeconds(1);
}
