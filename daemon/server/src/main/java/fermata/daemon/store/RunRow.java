package fermata.daemon.store;

/**
 * What is shown of a run, derived from its session's journal.
 *
 * @param status one word, such as {@code running}
 * @param firstSeq the number of its first event
 * @param body JSON, the rest
 */
public record RunRow(String run, JournalId session, String status, long firstSeq, String body) {}
