package fermata.wire.method.run;

import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import org.jspecify.annotations.Nullable;

/** Params of {@code run/pause}: a run, or the run of a session that has not ended. */
public record RunPauseParams(
    @Doc("id of the run") @Nullable String run,
    @Doc("session whose run to pause") @Nullable String session,
    @Doc("why, for people") @Nullable String reason,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {}
