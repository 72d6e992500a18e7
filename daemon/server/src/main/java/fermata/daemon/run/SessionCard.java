package fermata.daemon.run;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.store.JournalHead;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.RunRow;
import fermata.daemon.store.SessionRow;
import fermata.daemon.store.StoredSession;
import fermata.wire.event.Cursor;
import fermata.wire.event.SessionFact;
import fermata.wire.json.Json;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.session.SessionStatus;
import fermata.wire.method.session.SessionSummary;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a session, kept beside the journal.
 *
 * @param uri where the definition of its newest run was read
 * @param digest of that definition
 * @param revision how often title or metadata were changed; absent for never
 * @param archived whether it was put away; absent for not
 */
record SessionCard(
    String session,
    @Nullable String title,
    String agent,
    String uri,
    String digest,
    @Nullable JsonNode metadata,
    @Nullable Integer revision,
    @Nullable Boolean archived) {

  static SessionCard of(SessionFact.Created created) {
    String uri = created.uri();
    return new SessionCard(
        created.session(),
        created.title(),
        created.agent(),
        uri == null ? "" : uri,
        created.digest(),
        null,
        null,
        null);
  }

  static SessionCard parse(SessionRow row) {
    return Json.read(JournalRecords.parse(row.body()), SessionCard.class);
  }

  SessionCard withDefinition(String newAgent, String newDigest) {
    return new SessionCard(session, title, newAgent, uri, newDigest, metadata, revision, archived);
  }

  SessionCard after(SessionFact.Updated update) {
    String changed = update.title();
    return new SessionCard(
        session,
        changed == null ? title : changed.isEmpty() ? null : changed,
        agent,
        uri,
        digest,
        update.metadata() == null ? metadata : update.metadata(),
        update.revision(),
        archived);
  }

  SessionCard withArchived(boolean isAway) {
    return new SessionCard(
        session, title, agent, uri, digest, metadata, revision, isAway ? true : null);
  }

  boolean isArchived() {
    return archived != null && archived;
  }

  int revisionOrZero() {
    return revision == null ? 0 : revision;
  }

  SessionRow toRow(@Nullable RunCard run, int questions, Instant changedAt) {
    String state = run == null ? SessionStatus.IDLE.wireName() : stateOf(run.summary());
    return new SessionRow(
        new JournalId(session),
        agent,
        isArchived() ? SessionStatus.ARCHIVED.wireName() : state,
        run == null ? null : run.run(),
        questions,
        changedAt,
        Json.toText(this));
  }

  private static String stateOf(RunSummary summary) {
    boolean isAsking = summary.reasons().stream().anyMatch(reason -> reason.startsWith("tool:"));
    return summary.status().equals(RunStatus.HELD) && isAsking
        ? SessionRow.ASKING
        : statusOf(summary.status()).wireName();
  }

  private static SessionStatus statusOf(RunStatus run) {
    if (run.equals(RunStatus.HELD)
        || run.equals(RunStatus.INTERRUPTED)
        || run.equals(RunStatus.QUEUED)) {
      return SessionStatus.HELD;
    }
    return run.equals(RunStatus.RUNNING)
            || run.equals(RunStatus.PAUSING)
            || run.equals(RunStatus.CANCELLING)
        ? SessionStatus.ACTIVE
        : SessionStatus.IDLE;
  }

  private static SessionStatus statusOf(SessionRow row) {
    return row.state().equals(SessionRow.ASKING)
        ? SessionStatus.HELD
        : new SessionStatus(row.state());
  }

  /** {@return what a list shows of a session} */
  static SessionSummary summaryOf(StoredSession stored) {
    SessionCard card = parse(stored.row());
    JournalHead head = stored.head();
    RunRow run = stored.run();
    return new SessionSummary(
        card.session(),
        card.title(),
        card.agent(),
        card.uri(),
        card.digest(),
        statusOf(stored.row()),
        run == null ? null : RunCard.summaryOf(run),
        head.createdAt(),
        head.updatedAt(),
        new Cursor("e" + head.epoch(), head.seq()).toString(),
        stored.row().questions(),
        card.metadata(),
        card.revision());
  }
}
