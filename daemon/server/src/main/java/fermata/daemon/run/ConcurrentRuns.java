package fermata.daemon.run;

import fermata.daemon.refusal.RefusedException;
import fermata.daemon.source.AgentLocation;
import fermata.daemon.source.SourcedAgent;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.SessionQuery;
import fermata.daemon.store.StoredSession;
import fermata.definition.model.AgentDefinition;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import java.nio.file.Path;
import java.util.List;

/**
 * How many runs an agent has that have not ended, held ones too: a run that is held for days would
 * otherwise make room for another, and both go on at the same time.
 *
 * <p>Agents of the same name in other files are others.
 */
final class ConcurrentRuns {

  private static final int PAGE = 200;
  private static final List<String> NOT_ENDED = List.of("active", "held");

  private final JournalStore store;

  ConcurrentRuns(JournalStore store) {
    this.store = store;
  }

  /**
   * Refuses one more run than an agent may have.
   *
   * @throws RefusedException with {@code LimitExceeded}
   */
  void refuseIfFull(SourcedAgent agent) {
    AgentDefinition definition = agent.usable();
    Integer max = definition.limits().concurrentRuns();
    if (max != null && count(definition, Path.of(agent.texts().file()), max) >= max) {
      throw RefusedException.of(
          RpcError.of(
                  DaemonErrorCode.LIMIT_EXCEEDED,
                  "agent '%s' has %d runs that have not ended (expected: < %d)"
                      .formatted(definition.name().value(), max, max))
              .with("limit", "concurrent_runs")
              .with("value", max));
    }
  }

  private int count(AgentDefinition definition, Path file, int max) {
    int count = 0;
    for (String state : NOT_ENDED) {
      SessionQuery.PageEnd before = null;
      List<StoredSession> page;
      do {
        page = store.sessions(new SessionQuery(state, definition.name().value(), before, PAGE));
        for (StoredSession session : page) {
          before = new SessionQuery.PageEnd(session.row().changedAt(), session.row().session());
          count += isOf(file, session) ? 1 : 0;
        }
      } while (page.size() == PAGE && count < max);
    }
    return count;
  }

  private static boolean isOf(Path file, StoredSession session) {
    String uri = SessionCard.parse(session.row()).uri();
    return !uri.isEmpty() && AgentLocation.parse("/uri", uri).equals(file);
  }
}
