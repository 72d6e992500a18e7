package fermata.wire.method.history;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code checkpoint/list}. */
public record CheckpointListParams(
    @Doc("session of the run") String session,
    @Doc("run; absent means the newest") @Nullable String run) {}
