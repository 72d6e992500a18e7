package fermata.daemon.store;

import java.time.Instant;

/**
 * Where a journal ends.
 *
 * @param epoch changes when the journal is rewritten, so that old cursors do not fit it
 * @param seq the number of the last event; 0 for an empty journal
 * @param createdAt when the journal was created
 * @param updatedAt when the last event was appended
 */
public record JournalHead(long epoch, long seq, Instant createdAt, Instant updatedAt) {}
