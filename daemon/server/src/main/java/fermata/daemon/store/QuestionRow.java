package fermata.daemon.store;

import java.time.Instant;

/**
 * An open question; there is no row once it is closed.
 *
 * @param body JSON, what a person needs to answer it
 */
public record QuestionRow(
    String question, JournalId session, String run, Instant askedAt, String body) {}
