package fermata.daemon.store;

import fermata.daemon.platform.AtomicFiles;
import java.io.Closeable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Journals, and what is derived from them, in one file.
 *
 * <p>What {@link #commit} accepts is durable when it returns, all of it or none. Several daemons
 * may use one store; a journal belongs to one of them at a time, and every append proves it by its
 * lease.
 *
 * <p>Thread-safe. Any method may block for the disk.
 *
 * @see <a href="https://sqlite.org/wal.html">SQLite, write-ahead logging</a>
 */
public final class JournalStore implements Closeable {

  private final OwnerRow owner;
  private final StoreWriter writer;
  private final ReaderPool readers;

  private JournalStore(OwnerRow owner, StoreWriter writer, ReaderPool readers) {
    this.owner = owner;
    this.writer = writer;
    this.readers = readers;
  }

  /**
   * Opens the store of a directory, which is made if need be, and enters the owner.
   *
   * @throws StorageException if the directory cannot be used, with what to do about it
   */
  public static JournalStore open(Path directory, OwnerRow owner) {
    AtomicFiles.makeDirectory(directory);
    SqliteLibrary.prepare(directory.resolve("lib"));
    Path file = directory.resolve("journal.db");
    try (SqliteConnection first = SqliteConnection.open(file)) {
      Schema.migrate(first);
      first.update(
          "INSERT OR REPLACE INTO owners VALUES (?,?,?,?,?)",
          owner.instance(),
          owner.pid(),
          owner.processStart(),
          owner.boot(),
          owner.startedAt().toEpochMilli());
      return new JournalStore(owner, StoreWriter.open(file), new ReaderPool(file));
    } catch (SQLException fault) {
      throw SqliteConnection.failure(file, fault);
    }
  }

  /** {@return the writer, for tests that make it fail} */
  StoreWriter writer() {
    return writer;
  }

  /**
   * Makes changes durable, in order, all or none.
   *
   * @throws StorageException if none took effect: {@code FENCED} when a lease has ended, {@code
   *     CONFLICT} when a journal ends elsewhere, {@code FULL} and others when the disk refuses
   */
  public void commit(List<StoreChange> changes) {
    List<StoreChange> all = List.copyOf(changes);
    writer.execute(
        connection -> {
          var change = new ChangeWriter(connection, owner.instance());
          for (StoreChange each : all) {
            change.apply(each);
          }
          return all.size();
        });
  }

  /** {@return the lease of a journal that a commit of this store creates} */
  public JournalLease leaseOfNew(JournalId journal) {
    return JournalLease.first(journal, owner.instance());
  }

  /**
   * Takes a journal over, unless its owner is alive.
   *
   * @param isAlive whether the process of another daemon still runs
   * @throws StorageException with {@code FENCED} if a living daemon owns it
   */
  public JournalLease acquire(JournalId journal, Predicate<OwnerRow> isAlive) {
    Holder seen = readers.read(connection -> holder(connection, journal));
    if (owner.instance().equals(seen.owner())) {
      return new JournalLease(journal, owner.instance(), seen.ownerEpoch());
    }
    return writer.execute(
        connection -> {
          Holder holder = holder(connection, journal);
          refuseIfAlive(connection, journal, holder, isAlive);
          connection.update(
              "UPDATE journals SET owner = ?, owner_epoch = owner_epoch + 1 WHERE id = ?",
              owner.instance(),
              journal.value());
          return new JournalLease(journal, owner.instance(), holder.ownerEpoch() + 1);
        });
  }

  private record Holder(String owner, long ownerEpoch) {}

  private static Holder holder(SqliteConnection connection, JournalId journal) throws SQLException {
    return connection
        .find(
            "SELECT coalesce(owner, ''), owner_epoch FROM journals WHERE id = ?",
            row -> new Holder(row.getString(1), row.getLong(2)),
            journal.value())
        .orElseThrow(
            () ->
                new StorageException(
                    StorageException.Kind.CONFLICT,
                    "journal " + journal.value() + ": does not exist"));
  }

  private void refuseIfAlive(
      SqliteConnection connection, JournalId journal, Holder holder, Predicate<OwnerRow> isAlive)
      throws SQLException {
    Optional<OwnerRow> other =
        connection.find(
            "SELECT instance, pid, process_start, boot, started_at FROM owners WHERE instance = ?",
            RowReaders::owner,
            holder.owner());
    if (other.isPresent()
        && !holder.owner().equals(owner.instance())
        && isAlive.test(other.get())) {
      throw new StorageException(
          StorageException.Kind.FENCED,
          "journal " + journal.value() + ": belongs to the daemon of process " + other.get().pid());
    }
  }

  /** Leaves everything that this owner has to whoever comes next. */
  public void retire() {
    writer.execute(
        connection -> connection.update("DELETE FROM owners WHERE instance = ?", owner.instance()));
  }

  /** {@return where a journal ends, if it exists} */
  public Optional<JournalHead> findHead(JournalId journal) {
    return readers.read(connection -> JournalReader.head(connection, journal));
  }

  /**
   * Reads events in order: at least one if there is one after {@code after}.
   *
   * @throws StorageException with {@code CORRUPT} at the first event that is missing or damaged
   */
  public List<StoredEvent> events(JournalId journal, long after, EventsMax max) {
    return readers.read(connection -> JournalReader.events(connection, journal, after, max));
  }

  /** {@return the audit records of a journal, in order} */
  public List<StoredInput> inputs(JournalId journal) {
    return readers.read(connection -> JournalReader.inputs(connection, journal));
  }

  public Optional<StoredSession> findSession(JournalId session) {
    return readers.read(
        connection ->
            connection.find(
                RowReaders.SESSION + "WHERE s.journal = ?", RowReaders::session, session.value()));
  }

  /** {@return a page of sessions, the newest first} */
  public List<StoredSession> sessions(SessionQuery query) {
    JournalId before = query.before();
    return readers.read(
        connection ->
            connection.query(
                RowReaders.SESSION
                    + """
                      WHERE (?1 IS NULL OR s.state = ?1) AND (?2 IS NULL OR s.agent = ?2)
                        AND (?3 IS NULL OR s.journal < ?3)
                      ORDER BY s.journal DESC LIMIT ?4""",
                RowReaders::session,
                query.state(),
                query.agent(),
                before == null ? null : before.value(),
                query.limit()));
  }

  /** {@return how many sessions are in a state} */
  public int countSessions(String state) {
    return readers.read(
        connection ->
            connection
                .find("SELECT count(*) FROM sessions WHERE state = ?", row -> row.getInt(1), state)
                .orElse(0));
  }

  public Optional<RunRow> findRun(String run) {
    return readers.read(
        connection ->
            connection.find(
                "SELECT run, session, status, body FROM runs WHERE run = ?", RowReaders::run, run));
  }

  /** {@return the runs of a session, the oldest first} */
  public List<RunRow> runs(JournalId session) {
    return readers.read(
        connection ->
            connection.query(
                "SELECT run, session, status, body FROM runs WHERE session = ? ORDER BY run",
                RowReaders::run,
                session.value()));
  }

  public Optional<QuestionRow> findQuestion(String question) {
    return readers.read(
        connection ->
            connection.find(
                "SELECT question, session, run, body FROM questions WHERE question = ?",
                RowReaders::question,
                question));
  }

  /** {@return the open questions of a session, the oldest first} */
  public List<QuestionRow> questions(JournalId session) {
    return readers.read(
        connection ->
            connection.query(
                """
                SELECT question, session, run, body FROM questions WHERE session = ?
                ORDER BY question""",
                RowReaders::question,
                session.value()));
  }

  /** {@return open questions of all sessions, the oldest first} */
  public List<QuestionRow> questions(int limit) {
    return readers.read(
        connection ->
            connection.query(
                "SELECT question, session, run, body FROM questions ORDER BY question LIMIT ?",
                RowReaders::question,
                limit));
  }

  /** {@return the timers that are due first} */
  public List<TimerRow> nextTimers(int limit) {
    return readers.read(
        connection ->
            connection.query(
                "SELECT session, run, timer, due FROM timers ORDER BY due LIMIT ?",
                RowReaders::timer,
                limit));
  }

  public Optional<KeyedResult> findResult(KeyedRequest request) {
    return readers.read(
        connection ->
            connection.find(
                """
                SELECT principal, method, key, digest, result, at FROM results
                WHERE principal = ? AND method = ? AND key = ?""",
                RowReaders::result,
                request.principal(),
                request.method(),
                request.key()));
  }

  /** {@return the text that has a SHA-256} */
  public Optional<String> findSource(String sha256) {
    return readers.read(
        connection ->
            connection.find(
                "SELECT text FROM sources WHERE sha256 = ?", row -> row.getString(1), sha256));
  }

  @Override
  public void close() {
    writer.close();
    readers.close();
  }
}
