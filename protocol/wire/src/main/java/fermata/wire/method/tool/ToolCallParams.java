package fermata.wire.method.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import org.jspecify.annotations.Nullable;

/** Params of {@code tool/call}. */
public record ToolCallParams(
    @Doc("name of the tool") String name,
    @Doc("its arguments; an empty object where absent") @Nullable ObjectNode args,
    @Doc("folder that it works in, whose catalogues it may be declared in") String workspace,
    @Doc("the most that it may take, in milliseconds; 10 minutes where absent")
        @Nullable Long timeoutMs,
    @Doc("idempotency key, at most 128 characters; passed on to the tool") String key)
    implements KeyedParams {}
