package fermata.wire.method.debug;

import fermata.wire.event.BreakpointSet;
import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import org.jspecify.annotations.Nullable;

/** Params of {@code run/breakpoints}. */
public record RunBreakpointsParams(
    @Doc("session of the run") String session,
    @Doc("run; absent means the one that has not ended") @Nullable String run,
    @Doc("what the debugger wants from now on") BreakpointSet set,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {}
