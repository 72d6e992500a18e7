package fermata.wire.method.blob;

import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;

/** Result of {@code blob/read}. */
public record BlobReadResult(
    @Doc("SHA-256 of the content") String sha256,
    @Doc("bytes of the whole content") long size,
    @Doc("the first byte") long from,
    @Doc("the bytes, in Base64; the last ones where they reach the size") @Untrusted String data) {}
