package fermata.wire.method.tool;

import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;

/** Params of {@code toolServer/stop}. */
public record ToolServerStopParams(
    @Doc("folder whose files declare the server") String workspace,
    @Doc("its name, without mcp:") String name,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {}
