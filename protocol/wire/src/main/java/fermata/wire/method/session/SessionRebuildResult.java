package fermata.wire.method.session;

import fermata.wire.json.Doc;

/** Result of {@code session/rebuild}. */
public record SessionRebuildResult(
    @Doc("the session") String session,
    @Doc("number of events that it was derived from") long events) {}
