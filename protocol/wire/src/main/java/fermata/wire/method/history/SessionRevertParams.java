package fermata.wire.method.history;

import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import fermata.wire.method.run.AgentReference;
import org.jspecify.annotations.Nullable;

/**
 * Params of {@code session/revert}. Where is said as for {@code session/fork}.
 *
 * <p>A run that waits is cancelled; one that is at work must be paused or cancelled before.
 */
public record SessionRevertParams(
    @Doc("session to take back") String session,
    @Doc("run to go back in; absent means the newest") @Nullable String run,
    @Doc("number of the last event to keep") @Nullable Long at,
    @Doc("step before which to go on") @Nullable String step,
    @Doc("node before whose last step to go on") @Nullable String node,
    @Doc("definition to go on with; absent means that of the run") @Nullable AgentReference agent,
    @Doc("whether to do it; absent means commit") @Nullable RevertMode mode,
    @Doc("id for the new run, a UUIDv7 made by the client") @Nullable String newRun,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {}
