package fermata.daemon.store;

/**
 * An input that came when the daemon was ending: it has no effect yet, and gets it at the next
 * start.
 *
 * @param body JSON
 */
public record ParkedInput(JournalId session, String run, String body) {}
