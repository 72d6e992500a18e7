package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code daemon/goodbye}. */
public record DaemonGoodbyeParams(
    @Doc("why the daemon closes the connection") String reason,
    @Doc("when to try again") @Nullable Long retryAfterMs) {}
