package fermata.definition.assist;

import fermata.definition.model.Ordered;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What is often written where a schedule stands. */
final class TriggerWords {

  /** Cron expressions, with what they mean. */
  static final SequencedMap<String, String> CRON = cron();

  private TriggerWords() {}

  private static SequencedMap<String, String> cron() {
    SequencedMap<String, String> words = new LinkedHashMap<>();
    words.put("0 3 * * *", "At 03:00 every day.");
    words.put("0 9 * * 1-5", "At 09:00 from Monday to Friday.");
    words.put("0 * * * *", "At every full hour.");
    words.put("*/15 * * * *", "Every quarter of an hour.");
    words.put("0 8 * * 1", "At 08:00 on Mondays.");
    words.put("0 0 1 * *", "At midnight on the first of every month.");
    return Ordered.copyOf(words);
  }

  /** {@return the names of places in the database of time zones, and UTC} */
  static List<String> timeZones() {
    return ZoneId.getAvailableZoneIds().stream()
        .filter(id -> id.equals("UTC") || (id.contains("/") && !id.startsWith("SystemV/")))
        .sorted()
        .toList();
  }
}
