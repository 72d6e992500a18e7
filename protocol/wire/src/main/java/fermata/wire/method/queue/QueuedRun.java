package fermata.wire.method.queue;

import fermata.wire.json.Doc;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A run that waits, or that others wait for. */
public record QueuedRun(
    @Doc("id of the run") String run,
    @Doc("its session") String session,
    @Doc("of one that waits: who asked for it") @Nullable String by,
    @Doc("of one that waits for its time: when it begins at the earliest")
        @Nullable Instant notBefore) {}
