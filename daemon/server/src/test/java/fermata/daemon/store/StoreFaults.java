package fermata.daemon.store;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Makes real faults: a store that may not grow, a file with a bit of another value. */
public final class StoreFaults {

  private StoreFaults() {}

  /** Lets the file grow by a few pages at most from now on: SQLite reports a full disk then. */
  public static void fillDisk(JournalStore store) {
    setPagesMax(store, "(SELECT page_count + 0 FROM pragma_page_count())");
  }

  /** Lets the file grow again. */
  public static void freeDisk(JournalStore store) {
    setPagesMax(store, "1073741823");
  }

  private static void setPagesMax(JournalStore store, String pages) {
    store
        .writer()
        .execute(
            connection -> {
              long count = connection.query("SELECT " + pages, row -> row.getLong(1)).getFirst();
              connection.query("PRAGMA max_page_count = " + count, row -> row.getLong(1));
              return count;
            });
  }

  /** {@return what writes another text into the row of an event} */
  public static String inEvent(String session, long seq, String text, String other) {
    String of = " AND journal = (SELECT number FROM journals WHERE id = '" + session + "')";
    return "UPDATE events SET body = replace(body, '%s', '%s') WHERE seq = ".formatted(text, other)
        + "(SELECT min(seq) FROM events WHERE seq >= %d%s)%s".formatted(seq, of, of);
  }

  /** Changes a store's file behind its back. */
  public static void execute(Path directory, String sql) {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("journal.db"));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  /** {@return the one number that a query gives} */
  public static long count(Path directory, String sql) {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("journal.db"));
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }
}
