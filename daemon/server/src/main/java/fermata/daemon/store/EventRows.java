package fermata.daemon.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events as rows: those of one commit share a row, as many as fit on a page of the file.
 *
 * <p>Rows stand in the order of the commits, whichever journal they are of, so that a commit writes
 * few pages; an index finds them by journal and number. The number of a row is that of its last
 * event, so that the first row behind a number has the next event. Where it has one event, type,
 * version and checksum are columns. Where it has several, the type is empty, the version is their
 * count, and the body is one {@code type version checksum length:body} after another, the length in
 * UTF-16 units. Each event has a checksum of its own, so what stands before a damage can be read.
 * An event with a large value has a row of its own, and a checksum of the whole text.
 */
final class EventRows {

  /** What keeps a row on one page of 4 KiB, most texts being ASCII. */
  private static final int UNITS_MAX = 3_600;

  /** More than what type, version, checksum and length of an event take, without the type. */
  private static final int HEADER_UNITS = 40;

  private static final String SEVERAL = "";

  private EventRows() {}

  /**
   * A row to insert.
   *
   * @param seq of its last event
   * @param inputs what the events came of, as {@link InputTexts} writes it; absent where that
   *     stands in a table of its own
   */
  record Row(
      long seq, String type, int version, String body, long checksum, @Nullable String inputs) {

    Row with(@Nullable String texts) {
      return new Row(seq, type, version, body, checksum, texts);
    }
  }

  /**
   * An event that was read.
   *
   * @param isWhole whether it is what was written; if not, nothing behind it in the row was read
   */
  record Read(StoredEvent event, boolean isWhole) {}

  /** {@return the rows of events that are appended together; the first has what they came of} */
  static List<Row> of(StoreChange.Append append, Texts.Packing packing) {
    var rows = new ArrayList<Row>();
    List<NewEvent> events = append.events();
    String inputs = events.isEmpty() ? null : InputTexts.of(append.inputs(), UNITS_MAX / 2);
    int units = inputs == null ? 0 : inputs.length();
    for (int from = 0; from < events.size(); units = 0) {
      int to = endOfRow(events, from, units);
      Row row = row(append, from, to, packing);
      rows.add(from == 0 ? row.with(inputs) : row);
      from = to;
    }
    return rows;
  }

  private static Row row(StoreChange.Append append, int from, int to, Texts.Packing packing) {
    List<NewEvent> events = append.events().subList(from, to);
    long after = append.expectedHead() + from;
    return events.size() == 1
        ? single(events.getFirst().at(after + 1, append.at()), packing)
        : several(events, after, append.at());
  }

  private static int endOfRow(List<NewEvent> events, int from, int unitsTaken) {
    int to = from;
    for (int units = unitsTaken; to < events.size(); to++) {
      NewEvent event = events.get(to);
      units += event.type().length() + event.body().length() + HEADER_UNITS;
      if (to > from && units > UNITS_MAX) {
        break;
      }
    }
    return to;
  }

  static Row single(StoredEvent event, Texts.Packing packing) {
    return new Row(
        event.seq(),
        event.type(),
        event.version(),
        packing.of(event.body()),
        EventChecksum.of(event),
        null);
  }

  private static Row several(List<NewEvent> events, long after, Instant at) {
    var body = new StringBuilder(UNITS_MAX);
    long seq = after;
    for (NewEvent event : events) {
      long checksum = EventChecksum.of(event.at(++seq, at));
      body.append(event.type()).append(' ').append(event.version()).append(' ');
      body.append(checksum).append(' ');
      body.append(event.body().length()).append(':').append(event.body());
    }
    return new Row(seq, SEVERAL, events.size(), body.toString(), 0, null);
  }

  /** {@return the number of the event before those of a row} */
  static long before(long seq, String type, int version) {
    return seq - (type.equals(SEVERAL) ? version : 1);
  }

  /** {@return the events of a row: the columns are seq, at, type, v, body and crc} */
  static List<Read> read(ResultSet row, Texts texts) throws SQLException {
    long last = row.getLong(1);
    Instant at = Instant.ofEpochMilli(row.getLong(2));
    String type = row.getString(3);
    int version = row.getInt(4);
    String body = texts.unpack(ShortText.read(row, 5));
    return type.equals(SEVERAL) && version > 0
        ? new Several(body, at).read(last - version, version)
        : List.of(read(new StoredEvent(last, at, type, version, body), row.getLong(6)));
  }

  private static Read read(StoredEvent event, long checksum) {
    return new Read(event, EventChecksum.of(event) == checksum);
  }

  /** Takes a body of several events apart. */
  private static final class Several {

    private final String body;
    private final Instant at;
    private int position;

    Several(String body, Instant at) {
      this.body = body;
      this.at = at;
    }

    List<Read> read(long after, int count) {
      var events = new ArrayList<Read>();
      for (long seq = after + 1; seq <= after + count; seq++) {
        Read next = next(seq);
        events.add(next);
        if (!next.isWhole()) {
          break;
        }
      }
      return events;
    }

    private Read next(long seq) {
      try {
        String type = until(' ');
        int version = Integer.parseInt(until(' '));
        long checksum = Long.parseLong(until(' '));
        int length = Integer.parseInt(until(':'));
        String text = body.substring(position, position + length);
        position += length;
        return EventRows.read(new StoredEvent(seq, at, type, version, text), checksum);
      } catch (NumberFormatException | IndexOutOfBoundsException damage) {
        return new Read(new StoredEvent(seq, at, SEVERAL, 1, ""), false);
      }
    }

    private String until(char end) {
      int from = position;
      int to = body.indexOf(end, from);
      position = to + 1;
      return body.substring(from, to);
    }
  }
}
