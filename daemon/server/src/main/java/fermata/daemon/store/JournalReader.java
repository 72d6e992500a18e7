package fermata.daemon.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The queries about journals. */
final class JournalReader {

  private final Texts texts;

  JournalReader(Texts texts) {
    this.texts = texts;
  }

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
  List<StoredEvent> events(
      SqliteConnection connection, JournalId journal, long after, EventsMax max)
      throws SQLException {
    long from =
        journal.equals(JournalId.WORKSPACE) ? Math.max(after, forgotten(connection)) : after;
    return connection.queryRows(
        """
        SELECT seq, at, type, v, body, crc FROM events
        WHERE journal = (SELECT number FROM journals WHERE id = ?1) AND seq > ?2
        ORDER BY seq LIMIT ?3""",
        rows -> events(rows, journal, from, max),
        journal.value(),
        from,
        max.count());
  }

  /** {@return the last published event that is there no longer; 0 where all are} */
  static long forgotten(SqliteConnection connection) throws SQLException {
    return connection
        .query(
            "SELECT forgotten FROM journals WHERE id = ?",
            row -> row.getLong(1),
            JournalId.WORKSPACE.value())
        .getFirst();
  }

  /** {@return a published event by its number, if it is there and whole} */
  Optional<StoredEvent> published(SqliteConnection connection, long seq) throws SQLException {
    return connection
        .find(
            """
            SELECT seq, at, type, v, body, crc FROM events
            WHERE journal = (SELECT number FROM journals WHERE id = ?) AND seq = ?""",
            row -> EventRows.read(row, texts).getFirst(),
            JournalId.WORKSPACE.value(),
            seq)
        .filter(EventRows.Read::isWhole)
        .map(EventRows.Read::event);
  }

  private List<StoredEvent> events(ResultSet rows, JournalId journal, long after, EventsMax max)
      throws SQLException {
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
  private List<EventRows.Read> behind(long after, ResultSet row) throws SQLException {
    List<EventRows.Read> all = EventRows.read(row, texts);
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
  long requireWhole(SqliteConnection connection, JournalId journal, long after, long until)
      throws SQLException {
    return connection.queryRows(
        """
        SELECT seq, at, type, v, body, crc FROM events
        WHERE journal = (SELECT number FROM journals WHERE id = ?1) AND seq > ?2
        ORDER BY seq""",
        rows -> requireWhole(rows, journal, after, until),
        journal.value(),
        after);
  }

  private long requireWhole(ResultSet rows, JournalId journal, long after, long until)
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

  /** {@return the audit records of a journal, in order} */
  List<StoredInput> inputs(SqliteConnection connection, JournalId journal) throws SQLException {
    var inputs =
        new ArrayList<>(
            connection.query(
                """
                SELECT after_seq, at, type, body FROM inputs
                WHERE journal = (SELECT number FROM journals WHERE id = ?) ORDER BY ordinal""",
                row ->
                    new StoredInput(
                        row.getLong(1),
                        Instant.ofEpochMilli(row.getLong(2)),
                        row.getString(3),
                        texts.unpack(row.getString(4))),
                journal.value()));
    connection
        .query(
            """
            SELECT seq, at, type, v, inputs FROM events
            WHERE journal = (SELECT number FROM journals WHERE id = ?) AND inputs IS NOT NULL
            ORDER BY seq""",
            InputTexts::read,
            journal.value())
        .forEach(inputs::addAll);
    // A stable order: what came without events came before what brought the next ones.
    inputs.sort(Comparator.comparingLong(StoredInput::afterSeq));
    return inputs;
  }
}
