package fermata.wire.method.agent;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code agent/impact}. */
public record AgentImpactParams(
    @Doc("definition whose waiting runs are meant") String uri,
    @Doc("its text as it may become; absent means that of the file") @Nullable String text) {}
