package fermata.daemon.store;

/**
 * What a list of sessions shows of one, derived from its journal.
 *
 * @param state {@code idle}, {@code active} or {@code held}
 * @param questions how many are open
 * @param body JSON, the rest
 */
public record SessionRow(
    JournalId session, String agent, String state, int questions, String body) {}
