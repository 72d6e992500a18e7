package fermata.daemon.store;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Which contents are needed to read what the store has: as long as somebody names one, it stays.
 */
final class ContentTable {

  private ContentTable() {}

  /** {@return who names the contents of a value that several share} */
  static String namer(String owner, String key) {
    return owner + "/" + key;
  }

  /** Says that a journal, or a value, names the contents of its texts. */
  static void name(
      SqliteConnection connection, String namer, Texts.Packing packing, Collection<String> texts)
      throws SQLException {
    for (String text : texts) {
      for (String sha256 : packing.names(text)) {
        connection.update(
            "INSERT INTO contents(namer, sha256) VALUES (?,?) ON CONFLICT DO NOTHING",
            namer,
            sha256);
      }
    }
  }

  /** Says that somebody names nothing any longer. */
  static void drop(SqliteConnection connection, String namer) throws SQLException {
    connection.update("DELETE FROM contents WHERE namer = ?", namer);
  }

  /** The same, with the values that it owns. */
  static void dropAllOf(SqliteConnection connection, String owner) throws SQLException {
    for (String key : keysOf(connection, owner)) {
      drop(connection, namer(owner, key));
    }
    drop(connection, owner);
  }

  private static List<String> keysOf(SqliteConnection connection, String owner)
      throws SQLException {
    return connection.query(
        "SELECT key FROM shared WHERE owner = ?", row -> row.getString(1), owner);
  }

  /** Whether something of the store names a content. */
  static boolean isNamed(SqliteConnection connection, String sha256) throws SQLException {
    return connection
        .find("SELECT 1 FROM contents WHERE sha256 = ? LIMIT 1", _ -> true, sha256)
        .isPresent();
  }
}
