package fermata.wire.method.blob;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code blob/read}. */
public record BlobReadParams(
    @Doc("SHA-256 of the content, 64 hex digits in lower case") String sha256,
    @Doc("the first byte; absent for 0") @Nullable Long from,
    @Doc("how many bytes at most, at most 1048576; absent for that") @Nullable Integer max) {}
