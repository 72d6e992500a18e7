package fermata.daemon.store;

/** The name of a journal: the id of a session, or {@code daemon}. */
public record JournalId(String value) {}
