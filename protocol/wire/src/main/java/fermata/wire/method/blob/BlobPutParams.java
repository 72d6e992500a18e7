package fermata.wire.method.blob;

import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import org.jspecify.annotations.Nullable;

/** Params of {@code blob/put}. */
public record BlobPutParams(
    @Doc("the bytes, in Base64; at most 8388608 of them") String data,
    @Doc("what the SHA-256 must be; absent where that is not known") @Nullable String sha256,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {}
