package fermata.daemon.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the journal of the workspace, which belongs to no daemon: each appends at its end.
 *
 * <p>Confined to the thread of the writer.
 */
final class WorkspaceWriter {

  private final SqliteConnection connection;

  WorkspaceWriter(SqliteConnection connection) {
    this.connection = connection;
  }

  /** {@return the number of the event, or of the one of its key that was there before} */
  JournalStore.Published publish(PublishedRow row) throws SQLException {
    Optional<Long> before = findDuplicate(row);
    if (before.isPresent()) {
      return new JournalStore.Published(before.get(), true);
    }
    long seq = append(row);
    String key = row.dedupeKey();
    if (key != null) {
      connection.update(
          "INSERT INTO dedupes(schema, key, seq) VALUES (?,?,?)", row.schema(), key, seq);
    }
    return new JournalStore.Published(seq, false);
  }

  private Optional<Long> findDuplicate(PublishedRow row) throws SQLException {
    String key = row.dedupeKey();
    return key == null
        ? Optional.empty()
        : connection.find(
            "SELECT seq FROM dedupes WHERE schema = ? AND key = ?",
            found -> found.getLong(1),
            row.schema(),
            key);
  }

  private record Position(long journal, long head) {}

  private long append(PublishedRow row) throws SQLException {
    Position position =
        connection
            .query(
                "UPDATE journals SET head = head + 1, updated_at = ? WHERE id = ?"
                    + " RETURNING number, head",
                found -> new Position(found.getLong(1), found.getLong(2)),
                row.at().toEpochMilli(),
                JournalId.WORKSPACE.value())
            .getFirst();
    StoredEvent event = row.event().at(position.head(), row.at());
    ChangeWriter.insert(connection, position.journal(), event);
    connection.update(
        "INSERT INTO published(seq, at, schema) VALUES (?,?,?)",
        event.seq(),
        event.at().toEpochMilli(),
        row.schema());
    return event.seq();
  }

  /** A wait that is there is still the first: what came since counts. */
  void put(WaitRow row, @Nullable Instant since) throws SQLException {
    connection.update(
        """
        INSERT INTO waits(session, run, step, after_seq, body)
        SELECT ?1, ?2, ?3,
          coalesce(
            (SELECT min(seq) - 1 FROM published WHERE at >= ?4),
            (SELECT head FROM journals WHERE id = ?5)),
          ?6
        WHERE NOT EXISTS(SELECT 1 FROM waits WHERE session = ?1 AND run = ?2 AND step = ?3)""",
        row.session().value(),
        row.run(),
        row.step(),
        since == null ? null : since.toEpochMilli(),
        JournalId.WORKSPACE.value(),
        row.body());
  }

  void drop(JournalId session, String run, String step) throws SQLException {
    connection.update(
        "DELETE FROM waits WHERE session = ? AND run = ? AND step = ?", session.value(), run, step);
  }

  void dropAll(JournalId session, String run) throws SQLException {
    connection.update("DELETE FROM waits WHERE session = ? AND run = ?", session.value(), run);
  }

  /** Another daemon of the store may have come further. */
  void put(Routed routed) throws SQLException {
    connection.update(
        """
        UPDATE routed SET position = ?1, waits = ?2 WHERE position <= ?1 AND waits <= ?2""",
        routed.position(),
        routed.waits());
  }
}
