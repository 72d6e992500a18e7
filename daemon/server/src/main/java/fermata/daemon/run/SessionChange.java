package fermata.daemon.run;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.refusal.RefusedException;
import fermata.wire.event.EventData;
import fermata.wire.event.SessionFact;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody wants to change of a session itself, and not of its runs. */
public sealed interface SessionChange {

  /**
   * Another title or other metadata; what is absent stays.
   *
   * @param ifRevision refused where the session has another by now; absent for any
   */
  record Update(@Nullable String title, @Nullable JsonNode metadata, @Nullable Integer ifRevision)
      implements SessionChange {}

  /** Away from the lists, or back. */
  record Archive(boolean isAway) implements SessionChange {}

  /**
   * {@return what happens; nothing where it is so already}
   *
   * @throws RefusedException with {@code Conflict} or {@code InvalidState}
   */
  default List<EventData> decide(SessionProjection session) {
    return switch (this) {
      case Update update -> update(session.card(), update);
      case Archive(var isAway) when isAway == session.card().isArchived() -> List.of();
      case Archive(var isAway) -> {
        if (isAway) {
          requireEnded(session.unended(), "put away");
        }
        yield List.of(new SessionFact.Archived(isAway));
      }
    };
  }

  private static List<EventData> update(SessionCard card, Update update) {
    int revision = card.revisionOrZero();
    Integer wanted = update.ifRevision();
    if (wanted != null && wanted != revision) {
      throw RefusedException.of(
          RpcError.of(
                  DaemonErrorCode.CONFLICT,
                  "session %s has revision %d (expected: %d)"
                      .formatted(card.session(), revision, wanted))
              .with("current", revision));
    }
    return update.title() == null && update.metadata() == null
        ? List.of()
        : List.of(new SessionFact.Updated(update.title(), update.metadata(), revision + 1));
  }

  /**
   * Looks whether nothing of a session is under way.
   *
   * @throws RefusedException with {@code InvalidState} if something is
   */
  static void requireEnded(@Nullable RunCard run, String what) {
    if (run != null && !run.hasEnded()) {
      throw RefusedException.of(
          DaemonErrorCode.INVALID_STATE,
          "run %s is %s (expected: ended, before its session is %s)"
              .formatted(run.run(), run.summary().status().wireName(), what));
    }
  }
}
