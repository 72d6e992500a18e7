package fermata.daemon.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The queries about journals. */
final class JournalReader {

  private JournalReader() {}

  static Optional<JournalHead> head(SqliteConnection connection, JournalId journal)
      throws SQLException {
    return connection.find(
        "SELECT epoch, head, created_at, updated_at FROM journals WHERE id = ?",
        row -> head(row, 1),
        journal.value());
  }

  static JournalHead head(ResultSet row, int column) throws SQLException {
    return new JournalHead(
        row.getLong(column),
        row.getLong(column + 1),
        Instant.ofEpochMilli(row.getLong(column + 2)),
        Instant.ofEpochMilli(row.getLong(column + 3)));
  }

  /**
   * Reads events in order, at least one if there is one.
   *
   * @throws StorageException with {@code CORRUPT} if one is missing or damaged
   */
  static List<StoredEvent> events(
      SqliteConnection connection, JournalId journal, long after, EventsMax max)
      throws SQLException {
    return connection.queryRows(
        """
        SELECT seq, at, type, v, body, crc FROM events
        WHERE journal = (SELECT number FROM journals WHERE id = ?) AND seq > ?
        ORDER BY seq LIMIT ?""",
        rows -> events(rows, journal, after, max.units()),
        journal.value(),
        after,
        max.count());
  }

  private static List<StoredEvent> events(
      ResultSet rows, JournalId journal, long after, long unitsMax) throws SQLException {
    var events = new ArrayList<StoredEvent>();
    long units = 0;
    while (units < unitsMax && rows.next()) {
      StoredEvent event = read(rows);
      Optional<StorageException> damage = damage(journal, after + events.size() + 1, event, rows);
      if (damage.isPresent()) {
        return upTo(events, damage.get());
      }
      units += event.body().length();
      events.add(event);
    }
    return events;
  }

  /** What is before the damage can be read; who asks for what is at it is told. */
  private static List<StoredEvent> upTo(List<StoredEvent> events, StorageException damage) {
    if (events.isEmpty()) {
      throw damage;
    }
    return events;
  }

  /**
   * Looks at events without keeping them.
   *
   * @throws StorageException with {@code CORRUPT} if one is missing or damaged
   */
  static long requireWhole(SqliteConnection connection, JournalId journal, long after, long until)
      throws SQLException {
    return connection.queryRows(
        """
        SELECT seq, at, type, v, body, crc FROM events
        WHERE journal = (SELECT number FROM journals WHERE id = ?) AND seq > ? AND seq <= ?
        ORDER BY seq""",
        rows -> requireWhole(rows, journal, after, until),
        journal.value(),
        after,
        until);
  }

  private static long requireWhole(ResultSet rows, JournalId journal, long after, long until)
      throws SQLException {
    long expected = after + 1;
    for (; rows.next(); expected++) {
      Optional<StorageException> damage = damage(journal, expected, read(rows), rows);
      if (damage.isPresent()) {
        throw damage.get();
      }
    }
    if (expected <= until) {
      throw damaged(journal, expected, "missing");
    }
    return until;
  }

  private static StoredEvent read(ResultSet row) throws SQLException {
    return new StoredEvent(
        row.getLong(1),
        Instant.ofEpochMilli(row.getLong(2)),
        row.getString(3),
        row.getInt(4),
        ShortText.read(row, 5));
  }

  private static Optional<StorageException> damage(
      JournalId journal, long expectedSeq, StoredEvent event, ResultSet row) throws SQLException {
    if (event.seq() != expectedSeq) {
      return Optional.of(damaged(journal, expectedSeq, "missing"));
    }
    return EventChecksum.of(event) == row.getLong(6)
        ? Optional.empty()
        : Optional.of(damaged(journal, event.seq(), "damaged"));
  }

  private static StorageException damaged(JournalId journal, long seq, String what) {
    return new StorageException(
        StorageException.Kind.CORRUPT,
        "session "
            + journal.value()
            + ": event "
            + seq
            + " is "
            + what
            + "; the session can be read up to there and not continued");
  }

  static List<StoredInput> inputs(SqliteConnection connection, JournalId journal)
      throws SQLException {
    return connection.query(
        """
        SELECT after_seq, at, type, body FROM inputs
        WHERE journal = (SELECT number FROM journals WHERE id = ?) ORDER BY ordinal""",
        row ->
            new StoredInput(
                row.getLong(1),
                Instant.ofEpochMilli(row.getLong(2)),
                row.getString(3),
                row.getString(4)),
        journal.value());
  }
}
