package fermata.daemon.store;

import org.jspecify.annotations.Nullable;

/**
 * A session's row, the head that its journal had in the same instant, and its newest run.
 *
 * @param run absent while there is none
 */
public record StoredSession(SessionRow row, JournalHead head, @Nullable RunRow run) {}
