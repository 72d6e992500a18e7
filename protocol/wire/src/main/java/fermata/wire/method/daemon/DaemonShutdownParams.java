package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code daemon/shutdown}. */
public record DaemonShutdownParams(
    @Doc("how") ShutdownMode mode,
    @Doc("when to end anyway; default 10000") @Nullable Long deadlineMs) {}
