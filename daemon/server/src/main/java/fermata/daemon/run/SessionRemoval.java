package fermata.daemon.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.journal.Publication;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.PublishedRow;
import fermata.daemon.store.RunRow;
import fermata.daemon.store.StoreChange;
import fermata.wire.event.EventEnvelope;
import fermata.wire.jsonrpc.DaemonErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The end of a session and of those of its child runs: journals, rows, folders.
 *
 * <p>That it is gone is published, for its own journal cannot say so. The folders go last: what is
 * left of them after a crash is derived and is of nobody.
 *
 * @param agents of the sessions, the session itself first
 */
record SessionRemoval(SessionCard card, SequencedMap<JournalId, String> agents) {

  private static final String DELETED = "session.deleted.v1";

  /**
   * {@return the removal of a session}
   *
   * @throws RefusedException with {@code InvalidState} if something of it is under way, or it is
   *     that of a child run
   */
  static SessionRemoval of(OpenSession session, RunEnvironment environment) {
    SessionProjection shown = session.projection();
    if (shown == null) {
      throw new IllegalStateException("a session without a journal");
    }
    SessionChange.requireEnded(shown.unended(), "deleted");
    JournalId id = new JournalId(shown.card().session());
    int dot = id.value().indexOf('.');
    if (dot > 0) {
      throw RefusedException.of(
          DaemonErrorCode.INVALID_STATE,
          "session %s is of a child run (expected: that of run %s)"
              .formatted(id.value(), id.value().substring(0, dot)));
    }
    SequencedMap<JournalId, String> all = new LinkedHashMap<>();
    all.put(id, shown.card().agent());
    for (JournalId below : environment.store().sessionsBelow(id)) {
      List<RunRow> newest = environment.store().runs(below, null, 1);
      newest.stream()
          .map(RunCard::parse)
          .forEach(run -> SessionChange.requireEnded(run, "deleted"));
      String agent =
          environment.store().findSession(below).map(found -> found.row().agent()).orElse("");
      all.put(below, agent);
    }
    return new SessionRemoval(shown.card(), all);
  }

  List<JournalId> sessions() {
    return List.copyOf(agents.keySet());
  }

  List<StoreChange> changes(RunEnvironment environment, @Nullable Actor actor) {
    var changes = new ArrayList<StoreChange>();
    for (JournalId session : sessions()) {
      changes.add(
          new StoreChange.DropSession(
              environment.store().acquire(session, environment.isAlive()).lease()));
    }
    changes.add(new StoreChange.Publish(news(environment.now(), actor)));
    return changes;
  }

  private PublishedRow news(Instant now, @Nullable Actor actor) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("session", card.session()).put("agent", card.agent()).put("title", card.title());
    EventEnvelope.Cause cause =
        actor == null ? EventEnvelope.Cause.of("daemon", null, null) : actor.toCause();
    var publication = new Publication(DELETED, List.of(), data, null, null, null, cause);
    return new PublishedRow(JournalRecords.encode(publication), DELETED, now, null);
  }
}
