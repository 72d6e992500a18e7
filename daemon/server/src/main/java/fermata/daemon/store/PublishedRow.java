package fermata.daemon.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that is about to be appended to the journal of the workspace.
 *
 * @param dedupeKey what its publisher knows it by; absent where it knows it by nothing
 */
public record PublishedRow(NewEvent event, String schema, Instant at, @Nullable String dedupeKey) {}
