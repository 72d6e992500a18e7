package fermata.wire.method.runtime;

import fermata.wire.json.Doc;

/** Result of {@code runtime/report}. */
public record RuntimeReportResult(@Doc("whether nobody waits for it any more") boolean cancelled) {}
