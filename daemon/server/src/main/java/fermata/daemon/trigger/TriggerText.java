package fermata.daemon.trigger;

import fermata.definition.keys.DurationText;
import fermata.definition.model.EventSelector;
import fermata.definition.model.MissedFires;
import fermata.definition.model.Trigger;
import java.util.stream.Collectors;

/** Triggers in words. */
final class TriggerText {

  private TriggerText() {}

  /** {@return the kind of a trigger, as its key is called} */
  static String kind(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Cron _ -> "cron";
      case Trigger.Every _ -> "every";
      case Trigger.Webhook _ -> "webhook";
      case Trigger.Files _ -> "file";
      case Trigger.Published _ -> "event";
    };
  }

  /** {@return what a trigger waits for} */
  static String detail(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Cron(var schedule, var zone, _) -> schedule.text() + " " + zone.getId();
      case Trigger.Every(var interval, _) -> DurationText.of(interval);
      case Trigger.Webhook(var path, _, _) -> path;
      case Trigger.Files(var patterns, _) -> String.join(", ", patterns);
      case Trigger.Published published ->
          published.selectors().stream()
              .map(EventSelector::schema)
              .map(schema -> schema == null ? "any schema" : schema)
              .distinct()
              .collect(Collectors.joining(", "));
    };
  }

  /** {@return all that makes it the trigger that it is} */
  static String spec(Trigger trigger) {
    return kind(trigger) + " " + detail(trigger) + rest(trigger);
  }

  private static String rest(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Cron(_, _, var missed) -> word(missed);
      case Trigger.Every(_, var missed) -> word(missed);
      case Trigger.Webhook _, Trigger.Published _ -> "";
      case Trigger.Files(_, var debounce) -> " " + DurationText.of(debounce);
    };
  }

  private static String word(MissedFires missed) {
    return switch (missed) {
      case MissedFires.Once _ -> "";
      case MissedFires.Skip _ -> " skip";
      case MissedFires.All(int max) -> " all " + max;
    };
  }
}
