package fermata.wire.method.run;

import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import org.jspecify.annotations.Nullable;

/** Params of {@code run/retry}. */
public record RunRetryParams(
    @Doc("session of the run") String session,
    @Doc("run to try again; absent means the newest") @Nullable String run,
    @Doc("step to begin with; absent means the one that failed, or the last")
        @Nullable String fromStep,
    @Doc("definition to go on with; absent means that of the run") @Nullable AgentReference agent,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {}
