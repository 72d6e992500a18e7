package fermata.wire.method.session;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code session/lease}. */
public record SessionLeaseParams(
    @Doc("session to look at") String session,
    @Doc("whether the daemon that is asked shall own it from now on; not unless said")
        @Nullable Boolean take) {}
