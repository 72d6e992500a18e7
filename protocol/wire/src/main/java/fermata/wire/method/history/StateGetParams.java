package fermata.wire.method.history;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code state/get}. */
public record StateGetParams(
    @Doc("session of the run") String session,
    @Doc("run; absent means the newest") @Nullable String run,
    @Doc("number of the last event that counts; absent means all") @Nullable Long at) {}
