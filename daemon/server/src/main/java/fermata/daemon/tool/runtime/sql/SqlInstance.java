package fermata.daemon.tool.runtime.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.daemon.tool.runtime.CodeWork;
import fermata.daemon.tool.runtime.RuntimeInstance;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** One database. All statements of an execution take effect, or none. */
final class SqlInstance implements RuntimeInstance {

  /**
   * How many instructions of its virtual machine SQLite executes between two looks at the clock.
   */
  private static final int INSTRUCTIONS_BETWEEN_LOOKS = 10_000;

  private static final List<String> FOLDER_PRAGMAS =
      List.of("temp_store_directory", "data_store_directory");

  private final Connection connection;
  private boolean isAlive = true;

  SqlInstance(Connection connection) {
    this.connection = connection;
  }

  @Override
  public JsonNode execute(CodeWork work) throws InterruptedException {
    try {
      heedInterrupts();
      JsonNode result = run(SqlScript.parse(work.source()), work.args());
      connection.commit();
      return result;
    } catch (SQLException failure) {
      rollBack();
      if (Thread.interrupted()) {
        throw new InterruptedException("asked to end");
      }
      throw refusal(failure);
    } catch (ToolRefusal refusal) {
      rollBack();
      throw refusal;
    }
  }

  private JsonNode run(List<SqlScript.Statement> statements, JsonNode args) throws SQLException {
    if (statements.isEmpty()) {
      throw ToolRefusal.argument("/source", "there is no statement (expected: SQL)");
    }
    statements.forEach(SqlInstance::refuseFolders);
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    long changes = 0;
    for (SqlScript.Statement statement : statements) {
      try (PreparedStatement prepared = connection.prepareStatement(statement.text())) {
        SqlValues.bind(prepared, statement, args);
        result = prepared.execute() ? SqlValues.rows(prepared.getResultSet()) : SqlValues.none();
        changes += Math.max(0, prepared.getUpdateCount());
      }
    }
    return result.put("changes", changes);
  }

  // They count for the whole process, the daemon's own store included, and when they are prepared.
  private static void refuseFolders(SqlScript.Statement statement) {
    String text = statement.text().toLowerCase(Locale.ROOT);
    for (String pragma : FOLDER_PRAGMAS) {
      if (text.contains(pragma)) {
        throw ToolRefusal.argument("/source", "'" + pragma + "' is not for statements of tools");
      }
    }
  }

  // The driver hears of no interrupt; it asks now and then whether it shall go on.
  private void heedInterrupts() throws SQLException {
    ProgressHandler.setHandler(
        connection.unwrap(SQLiteConnection.class),
        INSTRUCTIONS_BETWEEN_LOOKS,
        new ProgressHandler() {
          @Override
          protected int progress() {
            return Thread.currentThread().isInterrupted() ? 1 : 0;
          }
        });
  }

  private void rollBack() {
    try {
      connection.rollback();
    } catch (SQLException _) {
      // What cannot be rolled back was not committed either; the instance is of no more use.
      isAlive = false;
    }
  }

  private static ToolRefusal refusal(SQLException failure) {
    boolean isBusy =
        failure instanceof SQLiteException sqlite
            && (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_BUSY
                || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_LOCKED);
    return isBusy
        ? ToolRefusal.passing(ToolFailureKinds.FAILED, "SQL: the database is in use")
        : ToolRefusal.of(ToolFailureKinds.FAILED, "SQL: " + reason(failure));
  }

  /** {@return what SQLite says, without the names of its codes} */
  static String reason(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    int open = message.lastIndexOf('(');
    boolean isInBrackets = message.startsWith("[SQLITE") && open > 0 && message.endsWith(")");
    return isInBrackets ? message.substring(open + 1, message.length() - 1) : message;
  }

  @Override
  public boolean isAlive() {
    return isAlive;
  }

  @Override
  public void close() {
    isAlive = false;
    try {
      connection.close();
    } catch (SQLException _) {
      // There is nothing uncommitted to lose.
    }
  }
}
