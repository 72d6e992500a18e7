package fermata.definition.load;

import fermata.definition.model.MissedFires;
import fermata.definition.model.Trigger;
import fermata.definition.schedule.CronParser;
import fermata.definition.schedule.CronReading;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what starts runs, leniently: what cannot be read fires never. */
record TriggerReader(Texts texts) {

  /** {@return the trigger of the first kind that can be read} */
  @Nullable Trigger trigger(Spot spot) {
    String cron = spot.get("cron").text();
    Duration every = spot.get("every").duration();
    if (cron != null) {
      return cron(cron, spot);
    }
    if (every != null) {
      return every.compareTo(Trigger.INTERVAL_MIN) < 0
          ? null
          : new Trigger.Every(every, missed(spot.get("missed")));
    }
    Spot event = spot.get("event");
    if (event.isPresent()) {
      var events = new Trigger.Events(new EventReader(texts).selector(event), null);
      return new Trigger.Published(List.of(events));
    }
    Spot webhook = spot.get("webhook");
    return webhook.isPresent() ? webhook(webhook) : files(spot.get("file"));
  }

  private static @Nullable Trigger cron(String text, Spot spot) {
    Optional<ZoneId> zone = zone(spot.get("timezone"));
    return zone.isPresent()
            && CronParser.parse(text) instanceof CronReading.Schedule(var schedule)
            && schedule.everFires()
        ? new Trigger.Cron(schedule, zone.get(), missed(spot.get("missed")))
        : null;
  }

  private static Optional<ZoneId> zone(Spot spot) {
    try {
      return Optional.of(spot.isPresent() ? ZoneId.of(spot.textOr("")) : Trigger.Cron.ZONE);
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }

  private static MissedFires missed(Spot spot) {
    Integer max = spot.get("all").small();
    if (max != null) {
      return new MissedFires.All(Math.clamp(max, 1, MissedFires.All.MAX));
    }
    return spot.textOr("").equals("skip") ? new MissedFires.Skip() : new MissedFires.Once();
  }

  private @Nullable Trigger webhook(Spot spot) {
    String path = spot.get("path").text();
    Spot secret = spot.get("secret");
    return path == null
        ? null
        : new Trigger.Webhook(
            path,
            secret.isPresent() ? texts.value(secret) : null,
            texts.expression(spot.get("dedupe")));
  }

  private static @Nullable Trigger files(Spot spot) {
    var patterns = spot.get("paths").texts();
    Duration debounce = spot.get("debounce").duration();
    return patterns.isEmpty()
        ? null
        : new Trigger.Files(patterns, Objects.requireNonNullElse(debounce, Trigger.Files.DEBOUNCE));
  }
}
