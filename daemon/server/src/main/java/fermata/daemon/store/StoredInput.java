package fermata.daemon.store;

import java.time.Instant;

/**
 * An audit record of a journal.
 *
 * @param afterSeq the last event that was there when the input came
 */
public record StoredInput(long afterSeq, Instant at, String type, String body) {}
