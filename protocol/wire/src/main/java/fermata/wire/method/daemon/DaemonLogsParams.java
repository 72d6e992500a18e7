package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code daemon/logs}. */
public record DaemonLogsParams(
    @Doc("so many lines at the end, 1 to 1000; 100 unless said") @Nullable Integer lines,
    @Doc("only lines that contain this") @Nullable String contains) {}
