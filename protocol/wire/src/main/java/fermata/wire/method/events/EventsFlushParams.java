package fermata.wire.method.events;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code events/flush}. */
public record EventsFlushParams(
    @Doc("id of the subscription") String sub,
    @Doc("how long to wait, 1 to 30000; 10000 unless said") @Nullable Long timeoutMs) {}
