package fermata.daemon.store;

import java.sql.SQLException;
import java.util.List;

/** The tables, by version of the store. */
final class Schema {

  /** The version that this build writes. An older store is brought up to it when it is opened. */
  static final int VERSION = 12;

  /** What makes version n + 1 of version n. Entries are never changed, only added. */
  private static final List<List<String>> STEPS =
      List.of(
          List.of(
              """
              CREATE TABLE owners(
                instance TEXT PRIMARY KEY, pid INTEGER NOT NULL, process_start INTEGER NOT NULL,
                boot TEXT NOT NULL, started_at INTEGER NOT NULL) WITHOUT ROWID\
              """,
              """
              CREATE TABLE journals(
                number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, epoch INTEGER NOT NULL,
                owner TEXT, owner_epoch INTEGER NOT NULL, head INTEGER NOT NULL,
                inputs INTEGER NOT NULL, created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL)\
              """,
              """
              CREATE TABLE events(
                journal INTEGER NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,
                type TEXT NOT NULL, v INTEGER NOT NULL, body TEXT NOT NULL, crc INTEGER NOT NULL,
                PRIMARY KEY(journal, seq)) WITHOUT ROWID\
              """,
              """
              CREATE TABLE inputs(
                journal INTEGER NOT NULL, ordinal INTEGER NOT NULL, after_seq INTEGER NOT NULL,
                at INTEGER NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL,
                PRIMARY KEY(journal, ordinal)) WITHOUT ROWID\
              """,
              """
              CREATE TABLE sessions(
                journal TEXT PRIMARY KEY, agent TEXT NOT NULL, state TEXT NOT NULL, run TEXT,
                questions INTEGER NOT NULL, changed_at INTEGER NOT NULL,
                body TEXT NOT NULL) WITHOUT ROWID\
              """,
              "CREATE INDEX sessions_by_change ON sessions(changed_at, journal)",
              "CREATE INDEX sessions_by_state ON sessions(state, changed_at, journal)",
              """
              CREATE TABLE runs(
                run TEXT PRIMARY KEY, session TEXT NOT NULL, status TEXT NOT NULL,
                first_seq INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID\
              """,
              "CREATE INDEX runs_by_session ON runs(session, run)",
              """
              CREATE TABLE questions(
                question TEXT PRIMARY KEY, session TEXT NOT NULL, run TEXT NOT NULL,
                asked_at INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID\
              """,
              "CREATE INDEX questions_by_session ON questions(session, asked_at)",
              "CREATE INDEX questions_by_age ON questions(asked_at)",
              """
              CREATE TABLE timers(
                session TEXT NOT NULL, run TEXT NOT NULL, timer TEXT NOT NULL,
                due INTEGER NOT NULL, PRIMARY KEY(session, run, timer)) WITHOUT ROWID\
              """,
              "CREATE INDEX timers_by_due ON timers(due)",
              """
              CREATE TABLE results(
                principal TEXT NOT NULL, method TEXT NOT NULL, key TEXT NOT NULL,
                digest TEXT NOT NULL, result TEXT NOT NULL, at INTEGER NOT NULL,
                PRIMARY KEY(principal, method, key)) WITHOUT ROWID\
              """,
              """
              CREATE TABLE parked(
                ordinal INTEGER PRIMARY KEY, session TEXT NOT NULL, run TEXT NOT NULL,
                body TEXT NOT NULL)\
              """,
              "CREATE INDEX parked_by_session ON parked(session, ordinal)",
              "CREATE TABLE sources(sha256 TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID"),
          List.of(
              """
              CREATE TABLE places(
                run TEXT PRIMARY KEY, entry TEXT NOT NULL, session TEXT NOT NULL,
                since INTEGER NOT NULL) WITHOUT ROWID\
              """,
              "CREATE INDEX places_by_entry ON places(entry, since, run)",
              """
              CREATE TABLE waiting(
                run TEXT PRIMARY KEY, entry TEXT NOT NULL, session TEXT NOT NULL,
                since INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID\
              """,
              "CREATE INDEX waiting_by_entry ON waiting(entry, since, run)",
              """
              CREATE TABLE registrations(
                file TEXT PRIMARY KEY, agent TEXT NOT NULL, source TEXT NOT NULL,
                armed_at INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID\
              """,
              """
              CREATE TABLE triggers(
                file TEXT NOT NULL, entry TEXT NOT NULL, due INTEGER, body TEXT NOT NULL,
                PRIMARY KEY(file, entry)) WITHOUT ROWID\
              """),
          List.of(
              """
              CREATE TABLE published(
                seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, schema TEXT NOT NULL)\
              """,
              "CREATE INDEX published_by_schema ON published(schema, seq)",
              "CREATE INDEX published_by_time ON published(at, seq)",
              """
              CREATE TABLE dedupes(
                schema TEXT NOT NULL, key TEXT NOT NULL, seq INTEGER NOT NULL,
                PRIMARY KEY(schema, key)) WITHOUT ROWID\
              """,
              """
              CREATE TABLE waits(
                number INTEGER PRIMARY KEY AUTOINCREMENT, session TEXT NOT NULL,
                run TEXT NOT NULL, step TEXT NOT NULL, after_seq INTEGER NOT NULL,
                body TEXT NOT NULL, UNIQUE(session, run, step))\
              """,
              "CREATE TABLE routed(position INTEGER NOT NULL, waits INTEGER NOT NULL)",
              "INSERT INTO routed(position, waits) VALUES (0, 0)",
              """
              INSERT INTO journals(
                id, epoch, owner, owner_epoch, head, inputs, created_at, updated_at)
              VALUES ('workspace', 1, NULL, 1, 0, 0, 0, 0)\
              """),
          List.of(
              """
              CREATE TABLE shared(
                owner TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL,
                value TEXT NOT NULL, PRIMARY KEY(owner, key)) WITHOUT ROWID\
              """),
          List.of(
              "CREATE INDEX results_by_age ON results(at)",
              "CREATE INDEX dedupes_by_age ON dedupes(seq)"),
          List.of(
              """
              CREATE TABLE watched(
                file TEXT NOT NULL, entry TEXT NOT NULL, path TEXT NOT NULL, stamp TEXT NOT NULL,
                PRIMARY KEY(file, entry, path)) WITHOUT ROWID\
              """,
              "ALTER TABLE triggers ADD COLUMN paused_at INTEGER"),
          List.of(
              "ALTER TABLE journals ADD COLUMN shortened INTEGER NOT NULL DEFAULT 0",
              """
              CREATE INDEX journals_to_shorten ON journals(updated_at)
              WHERE shortened < head\
              """),
          List.of(
              """
              CREATE TABLE artifacts(
                session TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL,
                sha256 TEXT NOT NULL, size INTEGER NOT NULL, mime TEXT NOT NULL, run TEXT,
                at INTEGER NOT NULL, PRIMARY KEY(session, name, version)) WITHOUT ROWID\
              """,
              "CREATE INDEX artifacts_by_content ON artifacts(sha256)"),
          List.of(
              // An integer key, so that a row may fill its page; the other two are for people.
              """
              CREATE TABLE packed(
                position INTEGER PRIMARY KEY, at INTEGER NOT NULL, type TEXT NOT NULL,
                v INTEGER NOT NULL, body TEXT NOT NULL, crc INTEGER NOT NULL,
                journal INTEGER AS (position >> 32) VIRTUAL,
                seq INTEGER AS (position & 4294967295) VIRTUAL)\
              """,
              """
              INSERT INTO packed(position, at, type, v, body, crc)
              SELECT (journal << 32) + seq, at, type, v, body, crc FROM events
              ORDER BY journal, seq\
              """,
              "DROP TABLE events",
              "ALTER TABLE packed RENAME TO events"),
          List.of(
              """
              CREATE TABLE contents(
                namer TEXT NOT NULL, sha256 TEXT NOT NULL,
                PRIMARY KEY(namer, sha256)) WITHOUT ROWID""",
              "CREATE INDEX contents_by_name ON contents(sha256)"),
          List.of(
              // In the order of the commits, so that what is written together stands together.
              """
              CREATE TABLE appended(
                number INTEGER PRIMARY KEY, journal INTEGER NOT NULL, seq INTEGER NOT NULL,
                at INTEGER NOT NULL, type TEXT NOT NULL, v INTEGER NOT NULL, body TEXT NOT NULL,
                crc INTEGER NOT NULL, inputs TEXT)""",
              """
              INSERT INTO appended(journal, seq, at, type, v, body, crc)
              SELECT position >> 32, position & 4294967295, at, type, v, body, crc FROM events
              ORDER BY position""",
              "DROP TABLE events",
              "ALTER TABLE appended RENAME TO events",
              "CREATE UNIQUE INDEX events_by_journal ON events(journal, seq)"),
          List.of("ALTER TABLE journals ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0"),
          List.of("CREATE INDEX waiting_by_session ON waiting(session, since, run)"));

  private Schema() {}

  /**
   * Brings a store to {@link #VERSION}.
   *
   * @throws StorageException if a newer build wrote it
   */
  static void migrate(SqliteConnection connection) throws SQLException {
    int found = versionOf(connection);
    if (found > VERSION) {
      throw new StorageException(
          StorageException.Kind.CONFLICT,
          "store: version " + found + " (expected: <= " + VERSION + "); use the newer fermata");
    }
    if (found == VERSION) {
      return;
    }
    connection.begin();
    // Another daemon may have been faster, so the version is read again under the lock.
    for (int version = versionOf(connection); version < VERSION; version++) {
      for (String sql : STEPS.get(version)) {
        connection.update(sql);
      }
    }
    connection.update("PRAGMA user_version = " + VERSION);
    connection.commit();
  }

  private static int versionOf(SqliteConnection connection) throws SQLException {
    return connection.query("PRAGMA user_version", row -> row.getInt(1)).getFirst();
  }
}
