package fermata.daemon.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions to list, the newest first.
 *
 * @param state only those in this state; all but archived ones where absent
 * @param agent only those of this agent; all where absent
 * @param isByCreation whether the newest is the one that was made last, not that changed last
 * @param before only those that come after the end of another page; from the beginning where absent
 */
public record SessionQuery(
    @Nullable String state,
    @Nullable String agent,
    @Nullable PageEnd before,
    int limit,
    boolean isByCreation) {

  /** Sessions, the last changed first. */
  public SessionQuery(
      @Nullable String state, @Nullable String agent, @Nullable PageEnd before, int limit) {
    this(state, agent, before, limit, false);
  }

  /**
   * The last session of a page.
   *
   * @param at when it changed or was made, whatever the order is by
   */
  public record PageEnd(Instant at, JournalId session) {}
}
