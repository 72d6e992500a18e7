package fermata.wire.method.session;

import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import org.jspecify.annotations.Nullable;

/** Params of {@code session/archive}. */
public record SessionArchiveParams(
    @Doc("id of the session") String session,
    @Doc("false to take it out again; default true") @Nullable Boolean archived,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {}
