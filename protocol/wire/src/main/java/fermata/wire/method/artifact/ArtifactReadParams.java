package fermata.wire.method.artifact;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code artifact/read}. */
public record ArtifactReadParams(
    @Doc("session that keeps it") String session,
    @Doc("its name") String name,
    @Doc("absent for the newest") @Nullable Integer version,
    @Doc("the first byte; absent for 0") @Nullable Long from,
    @Doc("how many bytes at most, at most 1048576; absent for that") @Nullable Integer max) {}
