package fermata.wire.method.events;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code events/read}. */
public record EventsReadParams(
    @Doc("session to read, or workspace for the published events") String session,
    @Doc("cursor to read after; absent reads from the start") @Nullable String after,
    @Doc("at most so many events, 1 to 1000") int limit,
    @Doc("how long to wait for the first event, 0 to 30000") long waitMs) {}
