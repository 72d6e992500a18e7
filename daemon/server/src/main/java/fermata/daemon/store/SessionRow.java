package fermata.daemon.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a list of sessions shows of one, derived from its journal.
 *
 * @param state {@code idle}, {@code active}, {@code held}, {@link #ASKING} or {@code archived}
 * @param run the newest run
 * @param questions how many are open
 * @param changedAt when one of these last changed
 * @param body JSON, the rest
 */
public record SessionRow(
    JournalId session,
    String agent,
    String state,
    @Nullable String run,
    int questions,
    Instant changedAt,
    String body) {

  /**
   * Held by a call that is under way and asks. Lists show it as held; like one that is active, it
   * belongs to its daemon, and who starts looks after it.
   */
  public static final String ASKING = "asking";

  /** {@return this of a session that waits for something, unless it was put away} */
  public SessionRow held() {
    return state.equals("archived")
        ? this
        : new SessionRow(session, agent, "held", run, questions, changedAt, body);
  }
}
