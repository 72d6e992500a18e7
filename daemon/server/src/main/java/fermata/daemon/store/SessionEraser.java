package fermata.daemon.store;

import java.sql.SQLException;
import java.util.List;

/** Deletes all that the store has of a session. Confined to the thread of the writer. */
final class SessionEraser {

  /** The tables with rows of sessions, by the column that says of which. */
  private static final List<String> OF_SESSION =
      List.of(
          "sessions WHERE journal",
          "runs WHERE session",
          "questions WHERE session",
          "timers WHERE session",
          "parked WHERE session",
          "places WHERE session",
          "waiting WHERE session",
          "waits WHERE session",
          "shared WHERE owner",
          "artifacts WHERE session");

  private final SqliteConnection connection;

  SessionEraser(SqliteConnection connection) {
    this.connection = connection;
  }

  void erase(JournalLease lease) throws SQLException {
    String session = lease.journal().value();
    long number =
        connection
            .find(
                "DELETE FROM journals WHERE id = ? AND owner = ? AND owner_epoch = ?"
                    + " RETURNING number",
                row -> row.getLong(1),
                session,
                lease.owner(),
                lease.ownerEpoch())
            .orElseThrow(
                () ->
                    new StorageException(
                        StorageException.Kind.FENCED,
                        "journal " + session + ": another daemon has taken it over"));
    connection.update("DELETE FROM events WHERE journal = ?", number);
    connection.update("DELETE FROM inputs WHERE journal = ?", number);
    ContentTable.dropAllOf(connection, session);
    for (String rows : OF_SESSION) {
      connection.update("DELETE FROM " + rows + " = ?", session);
    }
  }
}
