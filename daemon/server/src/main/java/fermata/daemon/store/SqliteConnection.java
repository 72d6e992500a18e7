package fermata.daemon.store;

import java.io.Closeable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * One connection to the store's file, with its statements kept prepared.
 *
 * <p>Confined to one thread at a time: its user's.
 */
final class SqliteConnection implements Closeable {

  /** How long to wait for another process that is writing, such as a draining daemon. */
  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  /** What the write-ahead log file is cut back to after a burst. */
  private static final int LOG_BYTES_KEPT = 16 * 1024 * 1024;

  private final Path file;
  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private boolean isInTransaction;

  private SqliteConnection(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /** Reads the current row, or those that follow. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  static SqliteConnection open(Path file) throws SQLException {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setJournalSizeLimit(LOG_BYTES_KEPT);
    return new SqliteConnection(file, config.createConnection("jdbc:sqlite:" + file));
  }

  /** {@return how many rows were changed} */
  int update(String sql, @Nullable Object... arguments) throws SQLException {
    try {
      return bind(sql, arguments).executeUpdate();
    } catch (SQLException fault) {
      // The driver ends a statement that has met a fault: it cannot be used again.
      statements.remove(sql);
      throw fault;
    }
  }

  <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... arguments)
      throws SQLException {
    return queryRows(
        sql,
        rows -> {
          var found = new ArrayList<T>();
          while (rows.next()) {
            found.add(reader.read(rows));
          }
          return found;
        },
        arguments);
  }

  /** Reads rows for as long as the reader wants more. */
  <T> T queryRows(String sql, RowReader<T> reader, @Nullable Object... arguments)
      throws SQLException {
    try (ResultSet rows = bind(sql, arguments).executeQuery()) {
      return reader.read(rows);
    } catch (SQLException fault) {
      statements.remove(sql);
      throw fault;
    }
  }

  <T> Optional<T> find(String sql, RowReader<T> reader, @Nullable Object... arguments)
      throws SQLException {
    return query(sql, reader, arguments).stream().findFirst();
  }

  private PreparedStatement bind(String sql, @Nullable Object... arguments) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    for (int index = 0; index < arguments.length; index++) {
      statement.setObject(index + 1, arguments[index]);
    }
    return statement;
  }

  void begin() throws SQLException {
    update("BEGIN IMMEDIATE");
    isInTransaction = true;
  }

  /** Begins a transaction that reads: all that it sees is of one instant. */
  void beginRead() throws SQLException {
    update("BEGIN");
    isInTransaction = true;
  }

  void commit() throws SQLException {
    update("COMMIT");
    isInTransaction = false;
  }

  /** Ends the transaction without effect, if there is one. */
  void rollBack() {
    if (!isInTransaction) {
      return;
    }
    isInTransaction = false;
    try {
      update("ROLLBACK");
    } catch (SQLException ended) {
      // SQLite ends a transaction by itself at some faults; the caller reports the first one.
      return;
    }
  }

  /** {@return the fault in the store's terms} */
  StorageException failure(SQLException fault) {
    return failure(file, fault);
  }

  /** {@return a fault of a store's file in the store's terms} */
  static StorageException failure(Path file, SQLException fault) {
    int code = fault instanceof SQLiteException sqlite ? sqlite.getResultCode().code & 0xff : -1;
    if (code == SQLiteErrorCode.SQLITE_FULL.code) {
      return new StorageException(
          StorageException.Kind.FULL,
          "store: no space left for " + file + "; free some, nothing that was accepted is lost",
          fault);
    }
    if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
      return new StorageException(
          StorageException.Kind.CORRUPT,
          "store: "
              + file
              + " is damaged; put a copy of it back, or move it away to begin without its sessions",
          fault);
    }
    if (code == SQLiteErrorCode.SQLITE_CONSTRAINT.code) {
      return new StorageException(
          StorageException.Kind.CONFLICT, "store: what is to be created exists", fault);
    }
    if (code == SQLiteErrorCode.SQLITE_BUSY.code) {
      return new StorageException(
          StorageException.Kind.UNAVAILABLE, "store: " + file + " is in use by another", fault);
    }
    return new StorageException(
        StorageException.Kind.IO, "store: cannot use " + file + ": " + fault.getMessage(), fault);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException failure) {
      throw failure(failure);
    }
  }
}
