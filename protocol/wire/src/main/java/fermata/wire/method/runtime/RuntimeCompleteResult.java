package fermata.wire.method.runtime;

import fermata.wire.json.Doc;

/** Result of {@code runtime/complete}. */
public record RuntimeCompleteResult(@Doc("whether somebody waited for it") boolean accepted) {}
