package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code daemon/drain}. */
public record DaemonDrainParams(
    @Doc("when it begins to refuse new work; default whenIdle") @Nullable DrainMode mode) {}
