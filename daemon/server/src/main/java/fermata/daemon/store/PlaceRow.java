package fermata.daemon.store;

import java.time.Instant;

/**
 * A run that has a place at its entry point, until it has ended.
 *
 * <p>Only entry points that limit how many runs are under way have places.
 */
public record PlaceRow(String run, EntryId entry, JournalId session, Instant since) {}
