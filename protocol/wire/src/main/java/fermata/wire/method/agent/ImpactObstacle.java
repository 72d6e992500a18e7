package fermata.wire.method.agent;

import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import org.jspecify.annotations.Nullable;

/** Why a run could not go on with a definition. */
public record ImpactObstacle(
    @Doc("node that it is about") @Nullable String node,
    @Doc("in words for people") @Untrusted String message) {}
