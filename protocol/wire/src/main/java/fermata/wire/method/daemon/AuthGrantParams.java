package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import org.jspecify.annotations.Nullable;

/** Params of {@code auth/grant}. */
public record AuthGrantParams(
    @Doc("name of the principal: a-z, 0-9, '.', '-' and '_', 1 to 64 characters") String name,
    @Doc("the widest thing that it may do: observe, operate, author or admin") String scope,
    @Doc(
            "SHA-256 of the token's UTF-8, 64 hex digits in lower case; the token itself, 32 random"
                + " bytes or more, stays with the client")
        String sha256,
    @Doc("how long it is good, in milliseconds; absent for ever") @Nullable Long ttlMs,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {}
