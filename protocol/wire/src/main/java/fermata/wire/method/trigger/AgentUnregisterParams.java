package fermata.wire.method.trigger;

import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;

/** Params of {@code agent/unregister}. */
public record AgentUnregisterParams(
    @Doc("definition: a file URI or an absolute path") String uri,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {}
