package fermata.wire.method.queue;

import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import org.jspecify.annotations.Nullable;

/** Params of {@code queue/remove}. */
public record QueueRemoveParams(
    @Doc("run that shall not begin") String run,
    @Doc("why, for people") @Nullable String reason,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {}
