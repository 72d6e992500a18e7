package fermata.wire.method.run;

import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import org.jspecify.annotations.Nullable;

/** Params of {@code run/steer}: a run, or the one under way in a session. */
public record RunSteerParams(
    @Doc("id of the run") @Nullable String run,
    @Doc("session whose run is meant") @Nullable String session,
    @Doc("step whose model is told; absent where only one is at work") @Nullable String step,
    @Doc("what the model is told, 1 to 65536 UTF-16 units") String text,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {}
