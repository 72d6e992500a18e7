package fermata.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.value.Shown;
import fermata.wire.event.EventEnvelope;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** An event on one line: number, time of day, type, node, data. */
final class EventLine {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final int TYPE_COLUMNS = 18;
  private static final int NODE_COLUMNS = 14;

  private final Console console;
  private final ZoneId zone;

  EventLine(Console console, ZoneId zone) {
    this.console = console;
    this.zone = zone;
  }

  String of(EventEnvelope event) {
    // What is published has no node, but a schema.
    String node = event.schema() == null ? event.node() : event.schema();
    String head =
        "%5d  %s  ".formatted(event.seq(), TIME.format(event.at().atZone(zone)))
            + console.outPaint().accent(padded(event.type(), TYPE_COLUMNS))
            + "  "
            + padded(node == null ? "" : node, NODE_COLUMNS)
            + "  ";
    int room = console.columns() - 7 - 14 - TYPE_COLUMNS - NODE_COLUMNS - 4;
    return head + console.outPaint().faint(Shown.brief(data(event), Math.max(20, room)));
  }

  /** The ids that every event of a step repeats only take room. */
  private static ObjectNode data(EventEnvelope event) {
    ObjectNode data = event.data().deepCopy();
    data.remove("step");
    data.remove("node");
    return data;
  }

  private static String padded(String text, int columns) {
    String cut = DisplayText.cut(DisplayText.oneLine(text), columns, "…");
    return cut + " ".repeat(columns - DisplayText.width(cut));
  }
}
