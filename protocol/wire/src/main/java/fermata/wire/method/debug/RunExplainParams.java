package fermata.wire.method.debug;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code run/explain}. */
public record RunExplainParams(
    @Doc("session of the run") String session,
    @Doc("run; absent means the newest") @Nullable String run,
    @Doc("step to explain") String step,
    @Doc("number of the last event that counts; absent means all") @Nullable Long at) {}
