package fermata.wire.method.agent;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code agent/resolve}. */
public record AgentResolveParams(
    @Doc("name of the agent") String name,
    @Doc("its version; absent for the highest") @Nullable String version,
    @Doc("folder to look in; absent for the agents that the daemon has to do with")
        @Nullable String folder) {}
