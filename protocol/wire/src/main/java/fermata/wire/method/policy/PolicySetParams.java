package fermata.wire.method.policy;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import org.jspecify.annotations.Nullable;

/** Params of {@code policy/set}. */
public record PolicySetParams(
    @Doc("file of the agent, or its URI") String uri,
    @Doc("name of the tool") String tool,
    @Doc("arguments of the calls; any where absent") @Nullable JsonNode args,
    @Doc("session that it is about; all of the agent where absent") @Nullable String session,
    @Doc("whether such calls are allowed without asking, or asked about again") boolean allowed,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {}
