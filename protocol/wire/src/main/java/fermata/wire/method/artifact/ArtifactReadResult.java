package fermata.wire.method.artifact;

import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;

/** Result of {@code artifact/read}. */
public record ArtifactReadResult(
    @Doc("what is read") ArtifactView artifact,
    @Doc("the first byte") long from,
    @Doc("the bytes, in Base64; the last ones where they reach its size") @Untrusted String data) {}
