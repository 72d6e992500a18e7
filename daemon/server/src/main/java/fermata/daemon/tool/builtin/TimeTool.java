package fermata.daemon.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Says what time it is. */
record TimeTool(InstantSource clock) implements ToolBody {

  @Override
  public JsonNode run(ToolWork work) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    ZonedDateTime local = now.atZone(zone(work.args().text("zone")));
    return JsonNodeFactory.instance
        .objectNode()
        .put("instant", now.toString())
        .put("local", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local))
        .put("date", local.toLocalDate().toString())
        .put("weekday", local.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH))
        .put("epoch_seconds", now.getEpochSecond());
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException _) {
      throw ToolRefusal.argument(
          "/zone", "zone '" + name + "': unknown (expected: an IANA name such as Europe/Berlin)");
    }
  }
}
