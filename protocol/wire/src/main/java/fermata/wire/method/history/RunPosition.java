package fermata.wire.method.history;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** A run at a position of its journal. */
public record RunPosition(
    @Doc("session of the run") String session,
    @Doc("run; absent means the newest of the session") @Nullable String run,
    @Doc("number of the last event that counts; absent means all") @Nullable Long at) {}
