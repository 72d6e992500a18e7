package fermata.wire.method.events;

import fermata.wire.event.EventEnvelope;
import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Result of {@code events/wait}. */
public record EventsWaitResult(
    @Doc("first event that fits; absent where none came in time") @Nullable EventEnvelope event,
    @Doc("where to look from the next time") String cursor) {}
