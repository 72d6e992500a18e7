package fermata.wire.method.run;

import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import org.jspecify.annotations.Nullable;

/** Params of {@code run/cancel}: a run, or every run of a session. */
public record RunCancelParams(
    @Doc("id of the run") @Nullable String run,
    @Doc("session whose runs to cancel") @Nullable String session,
    @Doc("why, for people") @Nullable String reason,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {}
