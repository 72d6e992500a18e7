package fermata.wire.method.run;

import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import org.jspecify.annotations.Nullable;

/** Params of {@code run/resume}. */
public record RunResumeParams(
    @Doc("session to go on with") String session,
    @Doc("run to go on with; absent means the newest that has not ended") @Nullable String run,
    @Doc("idempotency key, at most 128 characters") String key,
    @Doc(
            "whether a compatible change of the definition is accepted; false refuses with the"
                + " changes where there are some, also for a run that only waits")
        @Nullable Boolean acceptChanges)
    implements KeyedParams {}
