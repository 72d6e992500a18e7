package fermata.daemon.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows of journals short that have stood still for a while. What they say stays the same.
 *
 * <p>Confined to the thread of the writer.
 */
final class RestWriter {

  private final SqliteConnection connection;

  RestWriter(SqliteConnection connection) {
    this.connection = connection;
  }

  private record Resting(long number, String id, long from, long head) {}

  private record Text(long number, long seq, String body, @Nullable String inputs) {}

  private record NamedText(String name, String body) {}

  /** {@return how many rows were looked at: at most so many, and those of one journal's lists} */
  int shorten(Instant untouchedSince, int rowsMax) throws SQLException {
    int left = rowsMax;
    for (Resting journal : resting(untouchedSince, rowsMax)) {
      if (left <= 0) {
        break;
      }
      left -= shortenEvents(journal, left);
      left -= shortenRows("sessions", "journal", "journal", journal.id());
      left -= shortenRows("runs", "run", "session", journal.id());
      left -= shortenRows("questions", "question", "session", journal.id());
    }
    return rowsMax - left;
  }

  private List<Resting> resting(Instant untouchedSince, int max) throws SQLException {
    return connection.query(
        """
        SELECT number, id, shortened, head FROM journals
        WHERE shortened < head AND updated_at < ? ORDER BY updated_at LIMIT ?""",
        row -> new Resting(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4)),
        untouchedSince.toEpochMilli(),
        max);
  }

  private int shortenEvents(Resting journal, int max) throws SQLException {
    List<Text> texts =
        connection.query(
            """
            SELECT number, seq, body, inputs FROM events WHERE journal = ? AND seq > ?
            ORDER BY seq LIMIT ?""",
            row ->
                new Text(
                    row.getLong(1),
                    row.getLong(2),
                    ShortText.read(row, 3),
                    ShortText.readIfAny(row, 4)),
            journal.number(),
            journal.from(),
            max);
    for (Text text : texts) {
      connection.update(
          "UPDATE events SET body = ?, inputs = ? WHERE number = ?",
          shortened(text.body()),
          text.inputs() == null ? null : shortened(text.inputs()),
          text.number());
    }
    long done = texts.isEmpty() ? journal.head() : texts.getLast().seq();
    connection.update("UPDATE journals SET shortened = ? WHERE number = ?", done, journal.number());
    return texts.size();
  }

  /** {@return the short form of a text, or the text where that is no longer} */
  private static Object shortened(String text) {
    Optional<byte[]> made = ShortText.of(text);
    return made.isPresent() ? made.get() : text;
  }

  private int shortenRows(String table, String key, String of, String session) throws SQLException {
    List<NamedText> texts =
        connection.query(
            "SELECT "
                + key
                + ", body FROM "
                + table
                + " WHERE "
                + of
                + " = ? AND typeof(body) = 'text'",
            row -> new NamedText(row.getString(1), row.getString(2)),
            session);
    for (NamedText text : texts) {
      Optional<byte[]> made = ShortText.of(text.body());
      if (made.isPresent()) {
        connection.update(
            "UPDATE " + table + " SET body = ? WHERE " + key + " = ?", made.get(), text.name());
      }
    }
    return texts.size();
  }
}
