package fermata.wire.method.queue;

import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import org.jspecify.annotations.Nullable;

/** Params of {@code queue/reorder}. */
public record QueueReorderParams(
    @Doc("run to move") String run,
    @Doc("run before which it shall wait, at the same entry point; absent for the end")
        @Nullable String before,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {}
