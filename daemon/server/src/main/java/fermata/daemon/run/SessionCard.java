package fermata.daemon.run;

import fermata.daemon.journal.JournalRecords;
import fermata.daemon.store.JournalHead;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.RunRow;
import fermata.daemon.store.SessionRow;
import fermata.daemon.store.StoredSession;
import fermata.wire.event.Cursor;
import fermata.wire.json.Json;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.session.SessionStatus;
import fermata.wire.method.session.SessionSummary;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a session, kept beside the journal.
 *
 * @param uri where the definition of its newest run was read
 * @param digest of that definition
 */
record SessionCard(
    String session, @Nullable String title, String agent, String uri, String digest) {

  static SessionCard parse(SessionRow row) {
    return Json.read(JournalRecords.parse(row.body()), SessionCard.class);
  }

  SessionCard withDefinition(String newAgent, String newDigest) {
    return new SessionCard(session, title, newAgent, uri, newDigest);
  }

  SessionRow toRow(RunCard run, int questions, Instant changedAt) {
    return new SessionRow(
        new JournalId(session),
        agent,
        statusOf(run.summary().status()).wireName(),
        run.run(),
        questions,
        changedAt,
        Json.toText(this));
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
        new SessionStatus(stored.row().state()),
        run == null ? null : RunCard.summaryOf(run),
        head.createdAt(),
        head.updatedAt(),
        new Cursor("e" + head.epoch(), head.seq()).toString(),
        stored.row().questions());
  }
}
