package fermata.daemon.store;

import java.time.Instant;

/**
 * A run that waits for a place at its entry point.
 *
 * @param body JSON, all that is needed to start it
 */
public record WaitingRow(
    String run, EntryId entry, JournalId session, Instant since, String body) {}
