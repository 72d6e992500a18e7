package fermata.daemon.store;

import fermata.daemon.blob.BlobStore;
import fermata.daemon.blob.LargeValues;
import fermata.daemon.platform.AtomicFiles;
import java.io.Closeable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
  private volatile long lastCommit = System.nanoTime();
  private final Texts texts;
  private final JournalReader journals;

  private JournalStore(OwnerRow owner, StoreWriter writer, ReaderPool readers, Texts texts) {
    this.owner = owner;
    this.writer = writer;
    this.readers = readers;
    this.texts = texts;
    this.journals = new JournalReader(texts);
  }

  /**
   * Opens the store of a directory, which is made if need be, and enters the owner.
   *
   * @param blobs where large values are kept
   * @throws StorageException if the directory cannot be used, with what to do about it
   */
  public static JournalStore open(Path directory, OwnerRow owner, BlobStore blobs) {
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
      var texts = new Texts(new LargeValues(blobs));
      return new JournalStore(owner, StoreWriter.open(file), new ReaderPool(file), texts);
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
    Texts.Packing packing = texts.pack(all);
    List<List<EventRows.Row>> rows =
        all.stream().map(change -> ChangeWriter.rowsOf(change, packing)).toList();
    writer.execute(
        connection -> {
          var change = new ChangeWriter(connection, owner.instance(), packing);
          for (int i = 0; i < all.size(); i++) {
            change.apply(all.get(i), rows.get(i));
          }
          return all.size();
        });
    lastCommit = System.nanoTime();
  }

  /** {@return for how many nanoseconds nobody has stored anything here} */
  public long quietNanos() {
    return System.nanoTime() - lastCommit;
  }

  /**
   * What became of an event that was to be published.
   *
   * @param isDuplicate whether it was there before, under its key
   */
  public record Published(long seq, boolean isDuplicate) {}

  /**
   * Publishes an event, and returns when that is durable.
   *
   * @param remember the result to give again when the request is repeated, by the event's number
   * @throws StorageException if it has no effect
   */
  public Published publish(PublishedRow row, Function<Published, KeyedResult> remember) {
    return writer.execute(
        connection -> {
          Published published = new WorkspaceWriter(connection).publish(row);
          new ChangeWriter(connection, owner.instance(), Texts.NOTHING_LARGE)
              .apply(new StoreChange.RememberResult(remember.apply(published)));
          return published;
        });
  }

  /**
   * Publishes an event that nobody asked for by a request, and returns when that is durable.
   *
   * @throws StorageException if it has no effect
   */
  public Published publish(PublishedRow row) {
    return writer.execute(connection -> new WorkspaceWriter(connection).publish(row));
  }

  /**
   * Forgets what is older than it has to be, a part at a time; whatever else there is stays.
   *
   * @return how much was forgotten
   */
  public int forget(Retention retention, Instant now) {
    long results = now.minus(retention.results()).toEpochMilli();
    long dedupes = now.minus(retention.dedupes()).toEpochMilli();
    boolean isAny =
        readers.read(
            connection ->
                connection
                        .find("SELECT 1 FROM results WHERE at < ? LIMIT 1", _ -> true, results)
                        .isPresent()
                    || connection
                        .find(
                            """
                            SELECT 1 FROM published WHERE at < ?
                              AND seq = (SELECT min(seq) FROM dedupes)\
                            """,
                            _ -> true,
                            dedupes)
                        .isPresent()
                    || PublishedSweep.isDue(connection, retention, now));
    return isAny ? writer.execute(connection -> forget(connection, retention, now)) : 0;
  }

  private static int forget(SqliteConnection connection, Retention retention, Instant now)
      throws SQLException {
    return connection.update(
            """
            DELETE FROM results WHERE (principal, method, key) IN (
              SELECT principal, method, key FROM results WHERE at < ? ORDER BY at LIMIT ?)\
            """,
            now.minus(retention.results()).toEpochMilli(),
            retention.atOnceMax())
        + connection.update(
            """
            DELETE FROM dedupes WHERE seq IN (
              SELECT d.seq FROM dedupes d JOIN published p ON p.seq = d.seq
              WHERE p.at < ? ORDER BY d.seq LIMIT ?)\
            """,
            now.minus(retention.dedupes()).toEpochMilli(),
            retention.atOnceMax())
        + new PublishedSweep(connection, retention).sweep(now);
  }

  /**
   * {@return the number of the last event of a journal that is there no longer, and none before it;
   * 0 where all are}
   */
  public long forgotten(JournalId journal) {
    return journal.equals(JournalId.WORKSPACE) ? readers.read(JournalReader::forgotten) : 0;
  }

  /** {@return a published event, also one that is kept though those around it are forgotten} */
  public Optional<StoredEvent> findPublished(long seq) {
    return readers.read(connection -> journals.published(connection, seq));
  }

  /**
   * Makes journals short on the disk that have stood still, a part at a time. What they say stays.
   *
   * @param rowsMax how many rows about
   * @return how many rows were looked at
   */
  public int shorten(Instant untouchedSince, int rowsMax) {
    boolean isAny =
        readers.read(
            connection ->
                connection
                    .find(
                        "SELECT 1 FROM journals WHERE shortened < head AND updated_at < ? LIMIT 1",
                        _ -> true,
                        untouchedSince.toEpochMilli())
                    .isPresent());
    return isAny
        ? writer.execute(connection -> new RestWriter(connection).shorten(untouchedSince, rowsMax))
        : 0;
  }

  /** {@return waits that were stored after one, in that order} */
  public List<WaitRow> waits(long after, int limit) {
    return readers.read(
        connection ->
            connection.query(
                """
                SELECT number, session, run, step, after_seq, body FROM waits
                WHERE number > ? ORDER BY number LIMIT ?\
                """,
                RowReaders::waitForEvent,
                after,
                limit));
  }

  /** {@return how far the journal of the workspace has been dealt with} */
  public Routed routed() {
    return readers.read(
        connection ->
            connection
                .find(
                    "SELECT position, waits FROM routed",
                    row -> new Routed(row.getLong(1), row.getLong(2)))
                .orElse(Routed.NOTHING));
  }

  /**
   * {@return the numbers of published events, the last first}
   *
   * @param schema any where absent
   */
  public List<Long> published(@Nullable String schema, long before, int limit) {
    return readers.read(
        connection ->
            schema == null
                ? connection.query(
                    "SELECT seq FROM published WHERE seq < ? ORDER BY seq DESC LIMIT ?",
                    row -> row.getLong(1),
                    before,
                    limit)
                : connection.query(
                    """
                    SELECT seq FROM published WHERE schema = ? AND seq < ?
                    ORDER BY seq DESC LIMIT ?\
                    """,
                    row -> row.getLong(1),
                    schema,
                    before,
                    limit));
  }

  /** {@return the lease of a journal that a commit of this store creates} */
  public JournalLease leaseOfNew(JournalId journal) {
    return JournalLease.first(journal, owner.instance());
  }

  /**
   * Takes a journal over, unless its owner is alive and at work on it. A session that rests or
   * waits is in nobody's memory, so daemons of two builds may share a store; the one that comes
   * later fences the other.
   *
   * @param isAlive whether the process of another daemon still runs
   * @throws StorageException with {@code FENCED} if a living daemon works on it
   */
  public Acquired acquire(JournalId journal, Predicate<OwnerRow> isAlive) {
    Holder seen = readers.read(connection -> holder(connection, journal));
    if (owner.instance().equals(seen.owner())) {
      return new Acquired(
          new JournalLease(journal, owner.instance(), seen.ownerEpoch()), PreviousOwner.SELF);
    }
    return writer.execute(
        connection -> {
          Holder holder = holder(connection, journal);
          Optional<OwnerRow> previous = ownerOf(connection, holder);
          if (!holder.isWaiting()) {
            previous.filter(isAlive).ifPresent(living -> refuse(journal, living));
          }
          connection.update(
              "UPDATE journals SET owner = ?, owner_epoch = owner_epoch + 1 WHERE id = ?",
              owner.instance(),
              journal.value());
          return new Acquired(
              new JournalLease(journal, owner.instance(), holder.ownerEpoch() + 1),
              previous.isPresent() && !holder.isWaiting()
                  ? PreviousOwner.DIED
                  : PreviousOwner.RETIRED);
        });
  }

  /**
   * Who owns a journal.
   *
   * @param row absent where that one ended as it should, or there was none
   * @param epoch counts the owners
   * @param isWaiting whether the session rests or waits, so that nobody has it in memory
   */
  public record Owned(Optional<OwnerRow> row, long epoch, boolean isWaiting) {}

  /**
   * {@return who owns a journal}
   *
   * @throws StorageException with {@code CONFLICT} if it does not exist
   */
  public Owned owned(JournalId journal) {
    return readers.read(
        connection -> {
          Holder holder = holder(connection, journal);
          return new Owned(ownerOf(connection, holder), holder.ownerEpoch(), holder.isWaiting());
        });
  }

  /** {@return which daemon this store is open for} */
  public OwnerRow owner() {
    return owner;
  }

  /** {@return the heads of sessions of other daemons that have changed since then} */
  public List<SessionHead> changedElsewhere(Instant since) {
    return readers.read(
        connection ->
            connection.query(
                """
                SELECT s.journal, j.head FROM sessions s JOIN journals j ON j.id = s.journal
                WHERE (s.changed_at >= ?1 OR s.state IN ('active', 'asking'))
                  AND j.updated_at >= ?1 AND j.owner <> ?2\
                """,
                row -> new SessionHead(new JournalId(row.getString(1)), row.getLong(2)),
                since.toEpochMilli(),
                owner.instance()));
  }

  /** How far the journal of a session goes. */
  public record SessionHead(JournalId session, long seq) {}

  /** What became of the owner before. */
  public enum PreviousOwner {
    /** It is this one. */
    SELF,
    /** It ended without a word while it was at work. */
    DIED,
    /** It ended as it should, was not at work, or there was none. */
    RETIRED
  }

  /** A lease, and whom it was taken from. */
  public record Acquired(JournalLease lease, PreviousOwner previous) {}

  /**
   * @param state of the session; empty before it has one
   */
  private record Holder(String owner, long ownerEpoch, String state) {

    boolean isWaiting() {
      return state.equals("idle") || state.equals("held") || state.equals("archived");
    }
  }

  private static Holder holder(SqliteConnection connection, JournalId journal) throws SQLException {
    return connection
        .find(
            """
            SELECT coalesce(j.owner, ''), j.owner_epoch, coalesce(s.state, '')
            FROM journals j LEFT JOIN sessions s ON s.journal = j.id WHERE j.id = ?\
            """,
            row -> new Holder(row.getString(1), row.getLong(2), row.getString(3)),
            journal.value())
        .orElseThrow(
            () ->
                new StorageException(
                    StorageException.Kind.CONFLICT,
                    "journal " + journal.value() + ": does not exist"));
  }

  private static Optional<OwnerRow> ownerOf(SqliteConnection connection, Holder holder)
      throws SQLException {
    return connection.find(
        "SELECT instance, pid, process_start, boot, started_at FROM owners WHERE instance = ?",
        RowReaders::owner,
        holder.owner());
  }

  private static void refuse(JournalId journal, OwnerRow living) {
    throw new StorageException(
        StorageException.Kind.FENCED,
        "journal "
            + journal.value()
            + ": the daemon of process "
            + living.pid()
            + " is at work on it");
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
   * Looks whether all events of a part of a journal are there and whole.
   *
   * @throws StorageException with {@code CORRUPT} if one is not
   */
  public void requireWhole(JournalId journal, long after, long until) {
    long _ = readers.read(connection -> journals.requireWhole(connection, journal, after, until));
  }

  /**
   * Reads events in order: at least one if there is one after {@code after}. Those that are
   * forgotten are passed over.
   *
   * @throws StorageException with {@code CORRUPT} at the first event that is missing or damaged
   */
  public List<StoredEvent> events(JournalId journal, long after, EventsMax max) {
    return readers.read(connection -> journals.events(connection, journal, after, max));
  }

  /** {@return the audit records of a journal, in order} */
  public List<StoredInput> inputs(JournalId journal) {
    return readers.read(connection -> journals.inputs(connection, journal));
  }

  public Optional<StoredSession> findSession(JournalId session) {
    return readers.read(connection -> session(connection, session));
  }

  private static Optional<StoredSession> session(SqliteConnection connection, JournalId session)
      throws SQLException {
    return connection.find(
        RowReaders.SESSION + "WHERE s.journal = ?", RowReaders::session, session.value());
  }

  /** {@return all that is derived of a session, of one instant} */
  public Optional<SessionDetails> findDetails(JournalId session, int runsMax) {
    return readers.read(
        connection -> {
          Optional<StoredSession> found = session(connection, session);
          return found.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new SessionDetails(
                      found.get(),
                      runs(connection, session, runsMax),
                      questions(connection, session)));
        });
  }

  /** {@return a page of sessions, the newest first} */
  public List<StoredSession> sessions(SessionQuery query) {
    SessionQuery.PageEnd before = query.before();
    String order = query.isByCreation() ? "j.created_at" : "s.changed_at";
    return readers.read(
        connection ->
            connection.query(
                RowReaders.SESSION
                    + """
                    WHERE CASE WHEN ?1 IS NULL THEN s.state <> 'archived' ELSE s.state IN (?1, ?6) END AND (?2 IS NULL OR s.agent = ?2)
                      AND (?3 IS NULL OR (%1$s, s.journal) < (?3, ?4))
                    ORDER BY %1$s DESC, s.journal DESC LIMIT ?5\
                    """
                        .formatted(order),
                RowReaders::session,
                query.state(),
                query.agent(),
                before == null ? null : before.at().toEpochMilli(),
                before == null ? null : before.session().value(),
                query.limit(),
                alsoShownAs(query.state())));
  }

  /** {@return the state of rows that are shown as being in another; that other for all else} */
  private static @Nullable String alsoShownAs(@Nullable String state) {
    return "held".equals(state) ? SessionRow.ASKING : state;
  }

  /**
   * An agent that has sessions.
   *
   * @param newest the row of the session that changed last
   */
  public record AgentSessions(String agent, int count, SessionRow newest) {}

  /** {@return the agents that have sessions which are not those of child runs, by name} */
  public List<AgentSessions> agents() {
    return readers.read(
        connection ->
            connection.query(
                // Of the columns beside a maximum, SQLite gives those of the row that has it.
                """
                SELECT agent, count(*), journal, state, run, questions, max(changed_at), body
                FROM sessions WHERE instr(journal, '.') = 0 GROUP BY agent ORDER BY agent\
                """,
                row ->
                    new AgentSessions(
                        row.getString(1),
                        row.getInt(2),
                        new SessionRow(
                            new JournalId(row.getString(3)),
                            row.getString(1),
                            row.getString(4),
                            row.getString(5),
                            row.getInt(6),
                            Instant.ofEpochMilli(row.getLong(7)),
                            row.getString(8)))));
  }

  /** {@return how many sessions are in a state} */
  public int countSessions(String state) {
    return readers.read(
        connection ->
            connection
                .find(
                    "SELECT count(*) FROM sessions WHERE state IN (?, ?)",
                    row -> row.getInt(1),
                    state,
                    alsoShownAs(state))
                .orElse(0));
  }

  /** {@return how many sessions there are} */
  public int countSessions() {
    return readers.read(
        connection ->
            connection.find("SELECT count(*) FROM sessions", row -> row.getInt(1)).orElse(0));
  }

  public Optional<RunRow> findRun(String run) {
    return readers.read(
        connection -> connection.find(RowReaders.RUN + "WHERE run = ?", RowReaders::run, run));
  }

  /**
   * {@return runs, the newest first}
   *
   * @param session only those of a session; of all where absent
   * @param before only those that are older than this one; from the newest where absent
   */
  public List<RunRow> runs(@Nullable JournalId session, @Nullable String before, int limit) {
    return readers.read(
        connection ->
            connection.query(
                RowReaders.RUN
                    + """
                    WHERE (?1 IS NULL OR session = ?1) AND (?2 IS NULL OR run < ?2)
                    ORDER BY run DESC LIMIT ?3\
                    """,
                RowReaders::run,
                session == null ? null : session.value(),
                before,
                limit));
  }

  private static List<RunRow> runs(SqliteConnection connection, JournalId session, int limit)
      throws SQLException {
    return connection.query(
        RowReaders.RUN + "WHERE session = ? ORDER BY run DESC LIMIT ?",
        RowReaders::run,
        session.value(),
        limit);
  }

  public Optional<QuestionRow> findQuestion(String question) {
    return readers.read(
        connection ->
            connection.find(
                RowReaders.QUESTION + "WHERE question = ?", RowReaders::question, question));
  }

  /** {@return the open questions of a session, the oldest first} */
  public List<QuestionRow> questions(JournalId session) {
    return readers.read(connection -> questions(connection, session));
  }

  /**
   * {@return the open questions of a session and of the child runs below it, the oldest first}
   *
   * <p>The id of a child run begins with that of its parent and a dot.
   */
  public List<QuestionRow> questionsBelow(JournalId session) {
    return readers.read(
        connection ->
            connection.query(
                RowReaders.QUESTION
                    + """
                    WHERE session = ?1 OR EXISTS (SELECT 1 FROM runs r WHERE r.session = ?1
                      AND questions.run > r.run || '.' AND questions.run < r.run || '/')
                    ORDER BY asked_at\
                    """,
                RowReaders::question,
                session.value()));
  }

  /** {@return the sessions of the child runs below a session, the newest first} */
  public List<JournalId> sessionsBelow(JournalId session) {
    return readers.read(
        connection ->
            connection.query(
                """
                SELECT DISTINCT c.session FROM runs r, runs c WHERE r.session = ?1
                  AND c.run > r.run || '.' AND c.run < r.run || '/' ORDER BY c.session DESC\
                """,
                row -> new JournalId(row.getString(1)),
                session.value()));
  }

  private static List<QuestionRow> questions(SqliteConnection connection, JournalId session)
      throws SQLException {
    return connection.query(
        RowReaders.QUESTION + "WHERE session = ? ORDER BY asked_at, question",
        RowReaders::question,
        session.value());
  }

  /** {@return open questions of all sessions, the oldest first} */
  public List<QuestionRow> questions(int limit) {
    return readers.read(
        connection ->
            connection.query(
                RowReaders.QUESTION + "ORDER BY asked_at, question LIMIT ?",
                RowReaders::question,
                limit));
  }

  /**
   * {@return the timers that are due first}
   *
   * @param after only those that come after this one; from the first where absent
   */
  public List<TimerRow> nextTimers(@Nullable TimerRow after, int limit) {
    return readers.read(
        connection ->
            connection.query(
                """
                SELECT session, run, timer, due FROM timers
                WHERE ?1 IS NULL OR (due, session, run, timer) > (?1, ?2, ?3, ?4)
                ORDER BY due, session, run, timer LIMIT ?5\
                """,
                RowReaders::timer,
                after == null ? null : after.due().toEpochMilli(),
                after == null ? null : after.session().value(),
                after == null ? null : after.run(),
                after == null ? null : after.timer(),
                limit));
  }

  /** {@return the inputs of a session that wait to be dealt with, in order} */
  public List<ParkedInput> parked(JournalId session) {
    return readers.read(
        connection ->
            connection.query(
                "SELECT session, run, body FROM parked WHERE session = ? ORDER BY ordinal",
                RowReaders::parked,
                session.value()));
  }

  public Optional<KeyedResult> findResult(KeyedRequest request) {
    return readers.read(
        connection ->
            connection.find(
                """
                SELECT principal, method, key, digest, result, at FROM results
                WHERE principal = ? AND method = ? AND key = ?\
                """,
                RowReaders::result,
                request.principal(),
                request.method(),
                request.key()));
  }

  /** A value that outlives a run, as JSON. */
  public record SharedRow(String key, int version, String value) {}

  /** {@return the values of an owner, see {@link StoreChange.PutShared}} */
  public List<SharedRow> shared(String of) {
    return readers.read(
        connection ->
            connection.query(
                "SELECT key, version, value FROM shared WHERE owner = ? ORDER BY key",
                row ->
                    new SharedRow(row.getString(1), row.getInt(2), texts.unpack(row.getString(3))),
                of));
  }

  /** {@return the owners of shared values whose names begin with something, sorted} */
  public List<String> sharedOwners(String prefix) {
    return readers.read(
        connection ->
            connection.query(
                "SELECT DISTINCT owner FROM shared WHERE owner >= ? AND owner < ? ORDER BY owner",
                row -> row.getString(1),
                prefix,
                prefix + Character.MAX_VALUE));
  }

  /** {@return what is known of artifacts} */
  public ArtifactTable artifacts() {
    return new ArtifactTable(readers);
  }

  /** {@return the text that has a SHA-256} */
  public Optional<String> findSource(String sha256) {
    return readers.read(
        connection ->
            connection.find(
                "SELECT text FROM sources WHERE sha256 = ?", row -> row.getString(1), sha256));
  }

  /** {@return the runs at an entry point that limits them} */
  public EntryRows entry(EntryId entry) {
    return readers.read(
        connection ->
            new EntryRows(
                connection.query(
                    "SELECT run, entry, session, since FROM places WHERE entry = ?"
                        + " ORDER BY since, run",
                    RowReaders::place,
                    entry.toString()),
                connection.query(
                    RowReaders.WAITING + "WHERE entry = ? ORDER BY since, run",
                    RowReaders::waiting,
                    entry.toString())));
  }

  /** {@return the entry points at which runs wait} */
  public List<EntryId> entriesWithWaiting() {
    return readers.read(
        connection ->
            connection.query(
                RowReaders.WAITING + "GROUP BY entry ORDER BY entry",
                row -> RowReaders.waiting(row).entry()));
  }

  /** {@return the runs of a session that wait, the oldest first} */
  public List<WaitingRow> waitingOf(JournalId session) {
    return readers.read(
        connection ->
            connection.query(
                RowReaders.WAITING + "WHERE session = ? ORDER BY since, run",
                RowReaders::waiting,
                session.value()));
  }

  public Optional<WaitingRow> findWaiting(String run) {
    return readers.read(
        connection ->
            connection.find(RowReaders.WAITING + "WHERE run = ?", RowReaders::waiting, run));
  }

  /** {@return the definitions whose triggers are armed} */
  public List<RegistrationRow> registrations() {
    return readers.read(
        connection ->
            connection.query(
                "SELECT file, agent, source, armed_at, body FROM registrations ORDER BY file",
                RowReaders::registration));
  }

  /** {@return all armed triggers} */
  public List<TriggerRow> triggers() {
    return readers.read(
        connection ->
            connection.query(
                "SELECT file, entry, due, body, paused_at FROM triggers ORDER BY file, entry",
                RowReaders::trigger));
  }

  /** {@return how files were when a trigger last looked, by path} */
  public Map<String, String> watched(EntryId entry) {
    return readers.read(
        connection ->
            connection
                .query(
                    "SELECT path, stamp FROM watched WHERE file = ? AND entry = ?",
                    row -> Map.entry(row.getString(1), row.getString(2)),
                    entry.file(),
                    entry.entry())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Override
  public void close() {
    writer.close();
    readers.close();
  }
}
