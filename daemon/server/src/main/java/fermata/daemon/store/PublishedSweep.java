package fermata.daemon.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Forgets published events that are old, from the first one on.
 *
 * <p>The numbers of the others stay as they are. What has not been brought to everybody who waited
 * stays, and so do the newest of each schema: those can be read by their numbers alone.
 *
 * <p>Confined to the thread of the writer.
 */
final class PublishedSweep {

  private final SqliteConnection connection;
  private final Retention retention;

  PublishedSweep(SqliteConnection connection, Retention retention) {
    this.connection = connection;
    this.retention = retention;
  }

  private record Old(long seq, Instant at, String schema) {}

  /** Whether the oldest event may be forgotten. */
  static boolean isDue(SqliteConnection connection, Retention retention, Instant now)
      throws SQLException {
    return connection
        .find(
            """
            SELECT 1 FROM events e
            JOIN journals j ON j.id = ?1
            WHERE e.journal = j.number AND e.seq = j.forgotten + 1 AND e.at < ?2
              AND j.forgotten < (SELECT position FROM routed)""",
            _ -> true,
            JournalId.WORKSPACE.value(),
            now.minus(retention.published()).toEpochMilli())
        .isPresent();
  }

  /** {@return how many events were passed over, deleted or not} */
  int sweep(Instant now) throws SQLException {
    Instant before = now.minus(retention.published());
    long last = 0;
    int count = 0;
    for (Old event : oldest()) {
      if (!event.at().isBefore(before)) {
        break;
      }
      if (!isAmongTheNewest(event)) {
        delete(event.seq());
      }
      last = event.seq();
      count++;
    }
    if (count > 0) {
      connection.update(
          "UPDATE journals SET forgotten = ? WHERE id = ?", last, JournalId.WORKSPACE.value());
    }
    return count;
  }

  private List<Old> oldest() throws SQLException {
    return connection.query(
        """
        SELECT seq, at, schema FROM published
        WHERE seq > (SELECT forgotten FROM journals WHERE id = ?)
          AND seq <= (SELECT position FROM routed)
        ORDER BY seq LIMIT ?""",
        row -> new Old(row.getLong(1), Instant.ofEpochMilli(row.getLong(2)), row.getString(3)),
        JournalId.WORKSPACE.value(),
        retention.atOnceMax());
  }

  private boolean isAmongTheNewest(Old event) throws SQLException {
    return connection
        .find(
            """
            SELECT 1 FROM published WHERE schema = ? AND seq > ?
            ORDER BY seq LIMIT 1 OFFSET ?""",
            _ -> true,
            event.schema(),
            event.seq(),
            retention.newestOfSchema() - 1)
        .isEmpty();
  }

  private void delete(long seq) throws SQLException {
    connection.update(
        """
        DELETE FROM events
        WHERE journal = (SELECT number FROM journals WHERE id = ?) AND seq = ?""",
        JournalId.WORKSPACE.value(),
        seq);
    connection.update("DELETE FROM dedupes WHERE seq = ?", seq);
    connection.update("DELETE FROM published WHERE seq = ?", seq);
  }
}
