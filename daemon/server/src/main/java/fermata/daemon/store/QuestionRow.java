package fermata.daemon.store;

/**
 * An open question; there is no row once it is closed.
 *
 * @param body JSON, as the event that asked it
 */
public record QuestionRow(String question, JournalId session, String run, String body) {}
