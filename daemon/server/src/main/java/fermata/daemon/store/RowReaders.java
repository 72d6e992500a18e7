package fermata.daemon.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Rows as records. The queries name their columns in these orders. */
final class RowReaders {

  static final String SESSION =
      """
      SELECT s.journal, s.agent, s.state, s.questions, s.body,
        j.epoch, j.head, j.created_at, j.updated_at
      FROM sessions s JOIN journals j ON j.id = s.journal
      """;

  private RowReaders() {}

  static StoredSession session(ResultSet row) throws SQLException {
    return new StoredSession(
        new SessionRow(
            new JournalId(row.getString(1)),
            row.getString(2),
            row.getString(3),
            row.getInt(4),
            row.getString(5)),
        JournalReader.head(row, 6));
  }

  static RunRow run(ResultSet row) throws SQLException {
    return new RunRow(
        row.getString(1), new JournalId(row.getString(2)), row.getString(3), row.getString(4));
  }

  static QuestionRow question(ResultSet row) throws SQLException {
    return new QuestionRow(
        row.getString(1), new JournalId(row.getString(2)), row.getString(3), row.getString(4));
  }

  static TimerRow timer(ResultSet row) throws SQLException {
    return new TimerRow(
        new JournalId(row.getString(1)),
        row.getString(2),
        row.getString(3),
        Instant.ofEpochMilli(row.getLong(4)));
  }

  static KeyedResult result(ResultSet row) throws SQLException {
    return new KeyedResult(
        new KeyedRequest(row.getString(1), row.getString(2), row.getString(3)),
        row.getString(4),
        row.getString(5),
        Instant.ofEpochMilli(row.getLong(6)));
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
