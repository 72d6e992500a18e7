package fermata.daemon.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions to list, the last changed first.
 *
 * @param state only those in this state; all but archived ones where absent
 * @param agent only those of this agent; all where absent
 * @param before only those that come after the end of another page; from the beginning where absent
 */
public record SessionQuery(
    @Nullable String state, @Nullable String agent, @Nullable PageEnd before, int limit) {

  /** The last session of a page. */
  public record PageEnd(Instant changedAt, JournalId session) {}
}
