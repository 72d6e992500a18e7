package fermata.daemon.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Applies the parts of a commit that are about entry points: places, queues, triggers. */
final class EntryWriter {

  private final SqliteConnection connection;

  EntryWriter(SqliteConnection connection) {
    this.connection = connection;
  }

  void apply(StoreChange change) throws SQLException {
    switch (change) {
      case StoreChange.TakePlace(var row, int max) ->
          take(row, max, count("SELECT count(*) FROM waiting WHERE entry = ?", row.entry()));
      case StoreChange.TakeAwaitedPlace(var row, int max) -> {
        dropWaiting(row.run());
        take(row, max, 0);
      }
      case StoreChange.DropPlace(var run) ->
          connection.update("DELETE FROM places WHERE run = ?", run);
      case StoreChange.PutWaiting(var row, int max) -> put(row, max);
      case StoreChange.DropWaiting(var run) -> dropWaiting(run);
      case StoreChange.MoveWaiting(var run, var before) -> move(run, before);
      case StoreChange.PutRegistration(var row) -> put(row);
      case StoreChange.DropRegistration(var file) -> {
        connection.update("DELETE FROM registrations WHERE file = ?", file);
        connection.update("DELETE FROM triggers WHERE file = ?", file);
        connection.update("DELETE FROM watched WHERE file = ?", file);
      }
      case StoreChange.PutTrigger(var row) -> put(row);
      case StoreChange.DropTrigger(var entry) -> {
        connection.update(
            "DELETE FROM triggers WHERE file = ? AND entry = ?", entry.file(), entry.entry());
        dropWatched(entry);
      }
      case StoreChange.MoveTrigger(var expected, var row) -> move(expected, row);
      case StoreChange.PauseTrigger(var entry, var at) ->
          connection.update(
              "UPDATE triggers SET paused_at = ? WHERE file = ? AND entry = ?",
              millis(at),
              entry.file(),
              entry.entry());
      case StoreChange.PutWatched put ->
          connection.update(
              "INSERT OR REPLACE INTO watched(file, entry, path, stamp) VALUES (?,?,?,?)",
              put.entry().file(),
              put.entry().entry(),
              put.path(),
              put.stamp());
      case StoreChange.DropWatched(var entry, var path) ->
          connection.update(
              "DELETE FROM watched WHERE file = ? AND entry = ? AND path = ?",
              entry.file(),
              entry.entry(),
              path);
      case StoreChange.DropAllWatched(var entry) -> dropWatched(entry);
      default -> throw new IllegalArgumentException("not about entry points: " + change);
    }
  }

  private void take(PlaceRow row, int max, int ahead) throws SQLException {
    int taken = count("SELECT count(*) FROM places WHERE entry = ?", row.entry());
    if (taken + ahead >= max) {
      String wait = ahead == 0 ? "" : " and " + ahead + " wait";
      throw noRoom(row.entry(), taken + " runs are under way" + wait, max);
    }
    connection.update(
        "INSERT INTO places(run, entry, session, since) VALUES (?,?,?,?)",
        row.run(),
        row.entry().toString(),
        row.session().value(),
        row.since().toEpochMilli());
  }

  private void put(WaitingRow row, int max) throws SQLException {
    int waiting = count("SELECT count(*) FROM waiting WHERE entry = ?", row.entry());
    if (waiting >= max) {
      throw noRoom(row.entry(), waiting + " runs wait", max);
    }
    connection.update(
        "INSERT INTO waiting(run, entry, session, since, body) VALUES (?,?,?,?,?)",
        row.run(),
        row.entry().toString(),
        row.session().value(),
        row.since().toEpochMilli(),
        row.body());
  }

  /**
   * Who waits is ordered by since when: the times stay with the places of the queue, and the runs
   * change theirs. A millisecond is added where two came in the same one.
   */
  private void move(String run, @Nullable String before) throws SQLException {
    List<WaitingRow> rows =
        connection.query(
            RowReaders.WAITING
                + "WHERE entry = (SELECT entry FROM waiting WHERE run = ?) ORDER BY since, run",
            RowReaders::waiting,
            run);
    var order = new ArrayList<>(rows.stream().map(WaitingRow::run).toList());
    if (!order.remove(run)) {
      throw conflict("run " + run, "does not wait");
    }
    int index = before == null ? order.size() : order.indexOf(before);
    if (index < 0) {
      throw conflict("run " + before, "does not wait at the same entry point");
    }
    order.add(index, run);
    long last = Long.MIN_VALUE;
    for (int place = 0; place < order.size(); place++) {
      last = Math.max(last + 1, rows.get(place).since().toEpochMilli());
      connection.update("UPDATE waiting SET since = ? WHERE run = ?", last, order.get(place));
    }
  }

  private static StorageException noRoom(EntryId entry, String what, int max) {
    return new StorageException(
        StorageException.Kind.NO_ROOM,
        entry.described() + ": " + what + " (expected: < " + max + ")");
  }

  private int count(String query, EntryId entry) throws SQLException {
    return connection.find(query, row -> row.getInt(1), entry.toString()).orElse(0);
  }

  private void put(RegistrationRow row) throws SQLException {
    connection.update(
        "INSERT OR REPLACE INTO registrations(file, agent, source, armed_at, body)"
            + " VALUES (?,?,?,?,?)",
        row.file(),
        row.agent(),
        row.source(),
        row.armedAt().toEpochMilli(),
        row.body());
  }

  private void put(TriggerRow row) throws SQLException {
    connection.update(
        "INSERT OR REPLACE INTO triggers(file, entry, due, body, paused_at) VALUES (?,?,?,?,?)",
        row.entry().file(),
        row.entry().entry(),
        millis(row.due()),
        row.body(),
        millis(row.pausedAt()));
  }

  private void move(@Nullable Instant expected, TriggerRow row) throws SQLException {
    boolean isMoved =
        connection
            .find(
                """
                UPDATE triggers SET due = ?1, body = ?2
                WHERE file = ?3 AND entry = ?4 AND due IS ?5 RETURNING entry\
                """,
                found -> true,
                millis(row.due()),
                row.body(),
                row.entry().file(),
                row.entry().entry(),
                millis(expected))
            .orElse(false);
    if (!isMoved) {
      throw conflict(row.entry().entry(), "was fired by another daemon, or disarmed");
    }
  }

  private void dropWatched(EntryId entry) throws SQLException {
    connection.update(
        "DELETE FROM watched WHERE file = ? AND entry = ?", entry.file(), entry.entry());
  }

  private void dropWaiting(String run) throws SQLException {
    boolean isDropped =
        connection
            .find("DELETE FROM waiting WHERE run = ? RETURNING run", found -> true, run)
            .orElse(false);
    if (!isDropped) {
      throw conflict("run " + run, "does not wait");
    }
  }

  private static StorageException conflict(String what, String why) {
    return new StorageException(StorageException.Kind.CONFLICT, what + " " + why);
  }

  private static @Nullable Long millis(@Nullable Instant at) {
    return at == null ? null : at.toEpochMilli();
  }
}
