package fermata.wire.method.daemon;

import fermata.wire.json.Doc;

/** How many sessions there are. */
public record SessionCounts(
    @Doc("all") long total,
    @Doc("with a run at work") long running,
    @Doc("with a held run") long held) {}
