package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;

/** Params of {@code auth/revoke}. */
public record AuthRevokeParams(
    @Doc("name of the token") String name,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {}
