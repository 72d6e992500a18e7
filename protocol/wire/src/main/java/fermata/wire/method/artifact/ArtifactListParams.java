package fermata.wire.method.artifact;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code artifact/list}. */
public record ArtifactListParams(
    @Doc("session that keeps them") String session,
    @Doc("all versions of this one, the newest first; absent for the newest of each name")
        @Nullable String name) {}
