package fermata.daemon.tool.runtime.sql;

import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.daemon.tool.files.Place;
import fermata.daemon.tool.files.Root;
import fermata.daemon.tool.runtime.CodeWork;
import fermata.daemon.tool.runtime.RuntimeInstance;
import fermata.daemon.tool.runtime.RuntimeKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/** SQL on a database of the session in memory, or on a file below the workspace. */
public final class SqlRuntime implements RuntimeKind {

  /** How long a statement waits for somebody else who writes to the same file. */
  private static final int BUSY_MILLIS = 10_000;

  /** The most bytes of one value, and of one statement. */
  private static final int VALUE_BYTES_MAX = 8 * 1024 * 1024;

  @Override
  public String name() {
    return "sql";
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.SQL, Capability.STATE);
  }

  @Override
  public int priority() {
    return 100;
  }

  @Override
  public boolean isAvailable() {
    return true;
  }

  @Override
  public String variant(CodeWork work) {
    List<String> files = work.files();
    return files.isEmpty() ? "" : work.work().root().place(files.getFirst()).shown();
  }

  @Override
  public RuntimeInstance open(CodeWork work) {
    List<String> files = work.files();
    Root root = work.work().root();
    String address = files.isEmpty() ? ":memory:" : file(root, files.getFirst()).toString();
    try {
      Connection connection = connect(address);
      // SQLite opens by path: a link that was put there meanwhile is found out by a second look.
      if (!files.isEmpty() && !file(root, files.getFirst()).toString().equals(address)) {
        connection.close();
        throw ToolRefusal.passing(ToolFailureKinds.PATH, "the database was moved meanwhile");
      }
      return new SqlInstance(connection);
    } catch (SQLException failure) {
      throw ToolRefusal.of(
          ToolFailureKinds.FILE, "the database cannot be opened: " + SqlInstance.reason(failure));
    }
  }

  /** {@return a path without links; what follows a question mark would be options of the driver} */
  private static Path file(Root root, String path) {
    Place place = root.place(path);
    if (place.isRoot()) {
      throw ToolRefusal.argument("/files", "path '.': the workspace folder, expected a file");
    }
    if (path.contains("?")) {
      throw ToolRefusal.argument("/files", "path '" + path + "': has a question mark");
    }
    Path file = root.path();
    for (String name : place.names()) {
      file = file.resolve(name);
    }
    return file;
  }

  // Nothing in SQL leads to another file: no database can be attached, no extension loaded.
  private static Connection connect(String address) throws SQLException {
    var config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.enableLoadExtension(false);
    config.enforceForeignKeys(true);
    Connection connection = config.createConnection("jdbc:sqlite:" + address);
    SQLiteConnection limited = connection.unwrap(SQLiteConnection.class);
    limited.setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0);
    limited.setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, VALUE_BYTES_MAX);
    limited.setLimit(SQLiteLimits.SQLITE_LIMIT_SQL_LENGTH, VALUE_BYTES_MAX);
    connection.setAutoCommit(false);
    return connection;
  }
}
