package fermata.daemon.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What is known of artifacts. Thread-safe. */
public final class ArtifactTable {

  private static final String COLUMNS =
      "SELECT session, name, version, sha256, size, mime, run, at FROM artifacts ";

  private final ReaderPool readers;

  ArtifactTable(ReaderPool readers) {
    this.readers = readers;
  }

  /** {@return the newest version of each artifact of a session, by name} */
  public List<ArtifactRow> newest(JournalId session) {
    return readers.read(
        connection ->
            connection.query(
                COLUMNS
                    + """
                    WHERE session = ?1 AND version = (
                      SELECT max(version) FROM artifacts n
                      WHERE n.session = ?1 AND n.name = artifacts.name)
                    ORDER BY name\
                    """,
                ArtifactTable::row,
                session.value()));
  }

  /** {@return all versions of all artifacts of a session, by name, the oldest first} */
  public List<ArtifactRow> all(JournalId session) {
    return readers.read(
        connection ->
            connection.query(
                COLUMNS + "WHERE session = ? ORDER BY name, version",
                ArtifactTable::row,
                session.value()));
  }

  /** {@return the versions of an artifact, the newest first} */
  public List<ArtifactRow> versions(JournalId session, String name) {
    return readers.read(
        connection ->
            connection.query(
                COLUMNS + "WHERE session = ? AND name = ? ORDER BY version DESC",
                ArtifactTable::row,
                session.value(),
                name));
  }

  /** {@return the newest version of an artifact} */
  public Optional<ArtifactRow> find(JournalId session, String name) {
    return readers.read(
        connection ->
            connection.find(
                COLUMNS + "WHERE session = ? AND name = ? ORDER BY version DESC LIMIT 1",
                ArtifactTable::row,
                session.value(),
                name));
  }

  /** Whether a journal names a content: as an artifact, or as a large value of its texts. */
  public boolean isNamed(String sha256) {
    return readers.read(
        connection ->
            ContentTable.isNamed(connection, sha256)
                || connection
                    .find("SELECT 1 FROM artifacts WHERE sha256 = ? LIMIT 1", _ -> true, sha256)
                    .isPresent());
  }

  /** What was kept once under a name and a number stays what it was. */
  static void put(SqliteConnection connection, ArtifactRow row) throws SQLException {
    connection.update(
        """
        INSERT INTO artifacts(session, name, version, sha256, size, mime, run, at)
        VALUES (?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING\
        """,
        row.session().value(),
        row.name(),
        row.version(),
        row.sha256(),
        row.size(),
        row.mime(),
        row.run(),
        row.at().toEpochMilli());
  }

  private static ArtifactRow row(java.sql.ResultSet row) throws SQLException {
    return new ArtifactRow(
        new JournalId(row.getString(1)),
        row.getString(2),
        row.getInt(3),
        row.getString(4),
        row.getLong(5),
        row.getString(6),
        row.getString(7),
        java.time.Instant.ofEpochMilli(row.getLong(8)));
  }
}
