package fermata.daemon.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/** Applies the parts of a commit. */
final class ChangeWriter {

  private final SqliteConnection connection;
  private final String owner;
  private final EntryWriter entries;
  private final WorkspaceWriter workspace;
  private final Texts.Packing packing;

  /**
   * @param packing of the texts of the changes
   */
  ChangeWriter(SqliteConnection connection, String owner, Texts.Packing packing) {
    this.connection = connection;
    this.owner = owner;
    this.packing = packing;
    this.entries = new EntryWriter(connection);
    this.workspace = new WorkspaceWriter(connection);
  }

  /** {@return the rows of events of a change, which is work that the writer need not do} */
  static List<EventRows.Row> rowsOf(StoreChange change, Texts.Packing packing) {
    return change instanceof StoreChange.Append append ? EventRows.of(append, packing) : List.of();
  }

  void apply(StoreChange change) throws SQLException {
    apply(change, rowsOf(change, packing));
  }

  /**
   * Applies a change.
   *
   * @param rows what {@link #rowsOf} gave for it
   */
  void apply(StoreChange change, List<EventRows.Row> rows) throws SQLException {
    switch (change) {
      case StoreChange.CreateJournal(var journal, var at) -> create(journal, at);
      case StoreChange.Append append -> append(append, rows);
      case StoreChange.PutSession(var row) -> put(row);
      case StoreChange.PutRun(var row) -> put(row);
      case StoreChange.DropSession(var lease) -> new SessionEraser(connection).erase(lease);
      case StoreChange.PutQuestion(var row) -> put(row);
      case StoreChange.DropQuestion(var question) ->
          connection.update("DELETE FROM questions WHERE question = ?", question);
      case StoreChange.PutTimer(var row) -> put(row);
      case StoreChange.DropTimer(var session, var run, var timer) ->
          connection.update(
              "DELETE FROM timers WHERE session = ? AND run = ? AND timer = ?",
              session.value(),
              run,
              timer);
      case StoreChange.DropTimersOf(var session, var run) ->
          connection.update(
              "DELETE FROM timers WHERE session = ? AND run = ?", session.value(), run);
      case StoreChange.DropQuestionsOf(var session, var run) ->
          connection.update(
              "DELETE FROM questions WHERE session = ? AND run = ?", session.value(), run);
      case StoreChange.Park(var input) ->
          connection.update(
              "INSERT INTO parked(session, run, body) VALUES (?,?,?)",
              input.session().value(),
              input.run(),
              input.body());
      case StoreChange.DropParkedOf(var session) ->
          connection.update("DELETE FROM parked WHERE session = ?", session.value());
      case StoreChange.RememberResult(var result) -> put(result);
      case StoreChange.TakePlace _,
          StoreChange.TakeAwaitedPlace _,
          StoreChange.DropPlace _,
          StoreChange.PutWaiting _,
          StoreChange.DropWaiting _,
          StoreChange.MoveWaiting _,
          StoreChange.PutRegistration _,
          StoreChange.DropRegistration _,
          StoreChange.PutTrigger _,
          StoreChange.DropTrigger _,
          StoreChange.MoveTrigger _,
          StoreChange.PauseTrigger _,
          StoreChange.PutWatched _,
          StoreChange.DropWatched _,
          StoreChange.DropAllWatched _ ->
          entries.apply(change);
      case StoreChange.Publish(var row) -> workspace.publish(row);
      case StoreChange.PutWait(var row, var since) -> workspace.put(row, since);
      case StoreChange.DropWait(var session, var run, var step) ->
          workspace.drop(session, run, step);
      case StoreChange.DropWaitsOf(var session, var run) -> workspace.dropAll(session, run);
      case StoreChange.PutRouted(var routed) -> workspace.put(routed);
      case StoreChange.PutShared put -> new SharedWriter(connection, owner, packing).put(put);
      case StoreChange.ReplaceShared put ->
          new SharedWriter(connection, owner, packing).replace(put);
      case StoreChange.PutArtifact(var row) -> ArtifactTable.put(connection, row);
      case StoreChange.Note added -> new SharedWriter(connection, owner, packing).add(added);
      case StoreChange.PutSource(var sha256, var text) ->
          connection.update(
              "INSERT INTO sources(sha256, text) VALUES (?, ?) ON CONFLICT DO NOTHING",
              sha256,
              text);
    }
  }

  private void create(JournalId journal, Instant at) throws SQLException {
    connection.update(
        """
        INSERT INTO journals(id, epoch, owner, owner_epoch, head, inputs, created_at, updated_at)
        VALUES (?, 1, ?, 1, 0, 0, ?, ?)\
        """,
        journal.value(),
        owner,
        at.toEpochMilli(),
        at.toEpochMilli());
  }

  private record Position(long journal, long inputs) {}

  private void append(StoreChange.Append append, List<EventRows.Row> rows) throws SQLException {
    Position position = moveHead(append);
    for (EventRows.Row row : rows) {
      insert(connection, position.journal(), append.at(), row);
    }
    boolean isWithEvents = !rows.isEmpty() && rows.getFirst().inputs() != null;
    if (!isWithEvents) {
      insertInputs(position, append);
    }
    ContentTable.name(connection, append.lease().journal().value(), packing, append.texts());
  }

  private void insertInputs(Position position, StoreChange.Append append) throws SQLException {
    long ordinal = position.inputs() - append.inputs().size();
    for (NewInput input : append.inputs()) {
      connection.update(
          "INSERT INTO inputs(journal, ordinal, after_seq, at, type, body) VALUES (?,?,?,?,?,?)",
          position.journal(),
          ++ordinal,
          append.expectedHead(),
          append.at().toEpochMilli(),
          input.type(),
          packing.of(input.body()));
    }
  }

  /** Moves the head if the lease still holds and the journal ends where the caller thinks. */
  private Position moveHead(StoreChange.Append append) throws SQLException {
    JournalLease lease = append.lease();
    List<Position> moved =
        connection.query(
            """
            UPDATE journals SET head = head + ?, inputs = inputs + ?, updated_at = ?
            WHERE id = ? AND owner = ? AND owner_epoch = ? AND head = ?
            RETURNING number, inputs\
            """,
            row -> new Position(row.getLong(1), row.getLong(2)),
            append.events().size(),
            append.inputs().size(),
            append.at().toEpochMilli(),
            lease.journal().value(),
            lease.owner(),
            lease.ownerEpoch(),
            append.expectedHead());
    Iterator<Position> one = moved.iterator();
    if (one.hasNext()) {
      return one.next();
    }
    throw whyNot(append);
  }

  private StorageException whyNot(StoreChange.Append append) throws SQLException {
    String journal = append.lease().journal().value();
    return connection
        .find(
            "SELECT owner, owner_epoch, head FROM journals WHERE id = ?",
            row ->
                row.getLong(2) == append.lease().ownerEpoch()
                        && append.lease().owner().equals(row.getString(1))
                    ? new StorageException(
                        StorageException.Kind.CONFLICT,
                        "journal "
                            + journal
                            + ": ends at "
                            + row.getLong(3)
                            + " (expected: "
                            + append.expectedHead()
                            + ")")
                    : new StorageException(
                        StorageException.Kind.FENCED,
                        "journal " + journal + ": belongs to " + row.getString(1)),
            journal)
        .orElseGet(
            () ->
                new StorageException(
                    StorageException.Kind.CONFLICT, "journal " + journal + ": does not exist"));
  }

  static void insert(SqliteConnection connection, long journal, StoredEvent event)
      throws SQLException {
    insert(connection, journal, event.at(), EventRows.single(event, Texts.NOTHING_LARGE));
  }

  static void insert(SqliteConnection connection, long journal, Instant at, EventRows.Row row)
      throws SQLException {
    connection.update(
        """
        INSERT INTO events(journal, seq, at, type, v, body, crc, inputs)
        VALUES (?,?,?,?,?,?,?,?)""",
        journal,
        row.seq(),
        at.toEpochMilli(),
        row.type(),
        row.version(),
        row.body(),
        row.checksum(),
        row.inputs());
  }

  private void put(SessionRow row) throws SQLException {
    connection.update(
        """
        INSERT INTO sessions(journal, agent, state, run, questions, changed_at, body)
        VALUES (?,?,?,?,?,?,?)
        ON CONFLICT(journal) DO UPDATE SET agent = excluded.agent, state = excluded.state,
          run = excluded.run, questions = excluded.questions, changed_at = excluded.changed_at,
          body = excluded.body\
        """,
        row.session().value(),
        row.agent(),
        row.state(),
        row.run(),
        row.questions(),
        row.changedAt().toEpochMilli(),
        row.body());
  }

  private void put(RunRow row) throws SQLException {
    connection.update(
        """
        INSERT INTO runs(run, session, status, first_seq, body) VALUES (?,?,?,?,?)
        ON CONFLICT(run) DO UPDATE SET status = excluded.status, body = excluded.body\
        """,
        row.run(),
        row.session().value(),
        row.status(),
        row.firstSeq(),
        row.body());
  }

  private void put(QuestionRow row) throws SQLException {
    connection.update(
        """
        INSERT OR REPLACE INTO questions(question, session, run, asked_at, body)
        VALUES (?,?,?,?,?)\
        """,
        row.question(),
        row.session().value(),
        row.run(),
        row.askedAt().toEpochMilli(),
        row.body());
  }

  private void put(TimerRow row) throws SQLException {
    connection.update(
        "INSERT OR REPLACE INTO timers(session, run, timer, due) VALUES (?,?,?,?)",
        row.session().value(),
        row.run(),
        row.timer(),
        row.due().toEpochMilli());
  }

  private void put(KeyedResult result) throws SQLException {
    KeyedRequest request = result.request();
    connection.update(
        "INSERT INTO results(principal, method, key, digest, result, at) VALUES (?,?,?,?,?,?)",
        request.principal(),
        request.method(),
        request.key(),
        result.digest(),
        result.result(),
        result.at().toEpochMilli());
  }
}
