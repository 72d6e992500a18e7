package fermata.wire.method.debug;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import org.jspecify.annotations.Nullable;

/** Params of {@code state/set}: a run that is paused. */
public record StateSetParams(
    @Doc("session of the run") String session,
    @Doc("run; absent means the one that has not ended") @Nullable String run,
    @Doc("step under way that sees the value") String step,
    @Doc("name of the key of the state") String name,
    @Doc("its new value") JsonNode value,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {}
