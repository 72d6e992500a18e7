package fermata.wire.method.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code policy/test}. */
public record PolicyTestParams(
    @Doc("file of the agent, or its URI") String uri,
    @Doc("name of the tool") String tool,
    @Doc("arguments of the call; an empty object where absent") @Nullable ObjectNode args,
    @Doc("session that the call would be of") @Nullable String session) {}
