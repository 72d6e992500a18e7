package fermata.daemon.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of an artifact: a name in a session, and the content that it stands for.
 *
 * @param version counts from 1 for each name
 * @param sha256 of the content
 * @param size in bytes
 * @param mime its media type
 * @param run that has kept it; absent where no run has
 */
public record ArtifactRow(
    JournalId session,
    String name,
    int version,
    String sha256,
    long size,
    String mime,
    @Nullable String run,
    Instant at) {}
