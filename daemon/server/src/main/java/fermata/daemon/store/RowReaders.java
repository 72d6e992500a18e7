package fermata.daemon.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Rows as records. The queries name their columns in these orders. */
final class RowReaders {

  static final String SESSION =
      """
      SELECT s.journal, s.agent, s.state, s.run, s.questions, s.changed_at, s.body,
        j.epoch, j.head, j.created_at, j.updated_at,
        r.run, r.session, r.status, r.first_seq, r.body
      FROM sessions s JOIN journals j ON j.id = s.journal LEFT JOIN runs r ON r.run = s.run
      """;

  static final String RUN = "SELECT run, session, status, first_seq, body FROM runs ";

  static final String WAITING = "SELECT run, entry, session, since, body FROM waiting ";

  static final String QUESTION = "SELECT question, session, run, asked_at, body FROM questions ";

  private RowReaders() {}

  static StoredSession session(ResultSet row) throws SQLException {
    var session =
        new SessionRow(
            new JournalId(row.getString(1)),
            row.getString(2),
            row.getString(3),
            row.getString(4),
            row.getInt(5),
            Instant.ofEpochMilli(row.getLong(6)),
            ShortText.read(row, 7));
    return new StoredSession(
        session, JournalReader.head(row, 8), row.getString(12) == null ? null : run(row, 12));
  }

  static RunRow run(ResultSet row) throws SQLException {
    return run(row, 1);
  }

  private static RunRow run(ResultSet row, int column) throws SQLException {
    return new RunRow(
        row.getString(column),
        new JournalId(row.getString(column + 1)),
        row.getString(column + 2),
        row.getLong(column + 3),
        ShortText.read(row, column + 4));
  }

  static ParkedInput parked(ResultSet row) throws SQLException {
    return new ParkedInput(new JournalId(row.getString(1)), row.getString(2), row.getString(3));
  }

  static QuestionRow question(ResultSet row) throws SQLException {
    return new QuestionRow(
        row.getString(1),
        new JournalId(row.getString(2)),
        row.getString(3),
        Instant.ofEpochMilli(row.getLong(4)),
        ShortText.read(row, 5));
  }

  static TimerRow timer(ResultSet row) throws SQLException {
    return new TimerRow(
        new JournalId(row.getString(1)),
        row.getString(2),
        row.getString(3),
        Instant.ofEpochMilli(row.getLong(4)));
  }

  static WaitRow waitForEvent(ResultSet row) throws SQLException {
    return new WaitRow(
        row.getLong(1),
        new JournalId(row.getString(2)),
        row.getString(3),
        row.getString(4),
        row.getLong(5),
        row.getString(6));
  }

  static KeyedResult result(ResultSet row) throws SQLException {
    return new KeyedResult(
        new KeyedRequest(row.getString(1), row.getString(2), row.getString(3)),
        row.getString(4),
        row.getString(5),
        Instant.ofEpochMilli(row.getLong(6)));
  }

  static PlaceRow place(ResultSet row) throws SQLException {
    return new PlaceRow(
        row.getString(1),
        entry(row.getString(2)),
        new JournalId(row.getString(3)),
        Instant.ofEpochMilli(row.getLong(4)));
  }

  static WaitingRow waiting(ResultSet row) throws SQLException {
    return new WaitingRow(
        row.getString(1),
        entry(row.getString(2)),
        new JournalId(row.getString(3)),
        Instant.ofEpochMilli(row.getLong(4)),
        row.getString(5));
  }

  /** The name of an entry point has no {@code #} in it, a path may. */
  private static EntryId entry(String text) {
    int mark = text.lastIndexOf('#');
    return new EntryId(text.substring(0, mark), text.substring(mark + 1));
  }

  static RegistrationRow registration(ResultSet row) throws SQLException {
    return new RegistrationRow(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        Instant.ofEpochMilli(row.getLong(4)),
        row.getString(5));
  }

  static TriggerRow trigger(ResultSet row) throws SQLException {
    return new TriggerRow(
        new EntryId(row.getString(1), row.getString(2)),
        instant(row, 3),
        row.getString(4),
        instant(row, 5));
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    // Asks about the column read last, so before any other is.
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  static OwnerRow owner(ResultSet row) throws SQLException {
    return new OwnerRow(
        row.getString(1),
        row.getLong(2),
        row.getLong(3),
        row.getString(4),
        Instant.ofEpochMilli(row.getLong(5)));
  }
}
