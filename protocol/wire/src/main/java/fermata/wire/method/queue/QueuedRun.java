package fermata.wire.method.queue;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** A run at an entry point that limits how many there are. */
public record QueuedRun(
    @Doc("id of the run") String run,
    @Doc("its session") String session,
    @Doc("of one that waits: who asked for it") @Nullable String by) {}
