package fermata.wire.method.blob;

import fermata.wire.json.Doc;
import java.time.Instant;

/** Result of {@code blob/put}. */
public record BlobPutResult(
    @Doc("SHA-256 of the content, by which it is read") String sha256,
    @Doc("its bytes") long size,
    @Doc("until when it is kept at least, also where nothing names it") Instant until,
    @Doc("whether the key had been used for the same params before") boolean replayed) {}
