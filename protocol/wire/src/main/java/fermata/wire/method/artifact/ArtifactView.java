package fermata.wire.method.artifact;

import fermata.wire.json.Doc;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One version of an artifact. */
public record ArtifactView(
    @Doc("its name in the session") String name,
    @Doc("counts from 1 for each name") int version,
    @Doc("SHA-256 of the content") String sha256,
    @Doc("bytes") long size,
    @Doc("its media type") String mime,
    @Doc("run that kept it") @Nullable String run,
    @Doc("when it was kept") Instant at) {}
