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
        WHERE position > (SELECT number << 32 FROM journals WHERE id = ?1) + ?2
          AND position < (SELECT (number + 1) << 32 FROM journals WHERE id = ?1)
        ORDER BY position LIMIT ?3""",
        rows -> events(rows, journal, after, max),
        journal.value(),
        after,
        max.count());
  }

  private static List<StoredEvent> events(
      ResultSet rows, JournalId journal, long after, EventsMax max) throws SQLException {
    var events = new ArrayList<StoredEvent>();
    long units = 0;
    while (units < max.units() && events.size() < max.count() && rows.next()) {
      for (EventRows.Read read : behind(after, rows)) {
        Optional<StorageException> damage = damage(journal, after + events.size() + 1, read);
        if (damage.isPresent()) {
          return upTo(events, damage.get());
        }
        if (units >= max.units() || events.size() >= max.count()) {
          break;
        }
        units += read.event().body().length();
        events.add(read.event());
      }
    }
    return events;
  }

  /** {@return the events of a row, without those up to a number} */
  private static List<EventRows.Read> behind(long after, ResultSet row) throws SQLException {
    List<EventRows.Read> all = EventRows.read(row);
    return all.getFirst().event().seq() > after
        ? all
        : all.stream().filter(read -> read.event().seq() > after).toList();
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
        WHERE position > (SELECT number << 32 FROM journals WHERE id = ?1) + ?2
          AND position < (SELECT (number + 1) << 32 FROM journals WHERE id = ?1)
        ORDER BY position""",
        rows -> requireWhole(rows, journal, after, until),
        journal.value(),
        after);
  }

  private static long requireWhole(ResultSet rows, JournalId journal, long after, long until)
      throws SQLException {
    long expected = after + 1;
    while (expected <= until && rows.next()) {
      for (EventRows.Read read : behind(after, rows)) {
        Optional<StorageException> damage = damage(journal, expected, read);
        if (damage.isPresent() && expected <= until) {
          throw damage.get();
        }
        expected++;
      }
    }
    if (expected <= until) {
      throw damaged(journal, expected, "missing");
    }
    return until;
  }

  private static Optional<StorageException> damage(
      JournalId journal, long expectedSeq, EventRows.Read read) {
    if (read.event().seq() != expectedSeq) {
      return Optional.of(damaged(journal, expectedSeq, "missing"));
    }
    return read.isWhole()
        ? Optional.empty()
        : Optional.of(damaged(journal, expectedSeq, "damaged"));
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
