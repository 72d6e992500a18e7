package fermata.daemon.store;

import org.jspecify.annotations.Nullable;

/**
 * Which sessions to list, the newest first.
 *
 * @param state only those in this state; all where absent
 * @param agent only those of this agent; all where absent
 * @param before only those created before the one with this id; from the newest where absent
 */
public record SessionQuery(
    @Nullable String state, @Nullable String agent, @Nullable JournalId before, int limit) {}
