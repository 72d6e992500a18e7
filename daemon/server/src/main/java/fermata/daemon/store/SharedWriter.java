package fermata.daemon.store;

import java.sql.SQLException;
import java.util.List;

/** Writes what several runs share: values with versions, and journals that nobody owns. */
final class SharedWriter {

  private final SqliteConnection connection;
  private final String owner;

  private final Texts.Packing packing;

  SharedWriter(SqliteConnection connection, String owner, Texts.Packing packing) {
    this.connection = connection;
    this.owner = owner;
    this.packing = packing;
  }

  void put(StoreChange.PutShared put) throws SQLException {
    int found =
        connection
            .find(
                "SELECT version FROM shared WHERE owner = ? AND key = ?",
                row -> row.getInt(1),
                put.owner(),
                put.key())
            .orElse(0);
    if (found != put.expected()) {
      throw new StorageException(
          StorageException.Kind.STALE,
          "shared key '%s' of %s: version %d (expected: %d)"
              .formatted(put.key(), put.owner(), found, put.expected()));
    }
    connection.update(
        """
        INSERT INTO shared(owner, key, version, value) VALUES (?,?,?,?)
        ON CONFLICT(owner, key) DO UPDATE SET version = excluded.version, value = excluded.value\
        """,
        put.owner(),
        put.key(),
        put.version(),
        packing.of(put.value()));
    name(put.owner(), put.key(), put.value());
  }

  /** The value before is named no longer. */
  private void name(String of, String key, String value) throws SQLException {
    String namer = ContentTable.namer(of, key);
    ContentTable.drop(connection, namer);
    ContentTable.name(connection, namer, packing, List.of(value));
  }

  void replace(StoreChange.ReplaceShared put) throws SQLException {
    connection.update(
        """
        INSERT INTO shared(owner, key, version, value) VALUES (?,?,1,?)
        ON CONFLICT(owner, key) DO UPDATE SET version = version + 1, value = excluded.value\
        """,
        put.owner(),
        put.key(),
        packing.of(put.value()));
    name(put.owner(), put.key(), put.value());
  }

  private record Position(long journal, long head) {}

  void add(StoreChange.Note added) throws SQLException {
    connection.update(
        """
        INSERT INTO journals(id, epoch, owner, owner_epoch, head, inputs, created_at, updated_at)
        VALUES (?, 1, ?, 1, 0, 0, ?, ?) ON CONFLICT(id) DO NOTHING\
        """,
        added.journal().value(),
        owner,
        added.at().toEpochMilli(),
        added.at().toEpochMilli());
    Position position =
        connection
            .query(
                "UPDATE journals SET head = head + ?, updated_at = ? WHERE id = ? RETURNING number,"
                    + " head",
                row -> new Position(row.getLong(1), row.getLong(2)),
                added.events().size(),
                added.at().toEpochMilli(),
                added.journal().value())
            .getFirst();
    long seq = position.head() - added.events().size();
    for (NewEvent event : added.events()) {
      EventRows.Row row = EventRows.single(event.at(++seq, added.at()), packing);
      ChangeWriter.insert(connection, position.journal(), added.at(), row);
    }
    ContentTable.name(connection, added.journal().value(), packing, added.texts());
  }
}
