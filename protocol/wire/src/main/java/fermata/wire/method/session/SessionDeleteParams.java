package fermata.wire.method.session;

import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;

/** Params of {@code session/delete}. */
public record SessionDeleteParams(
    @Doc("id of the session") String session,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {}
