package fermata.wire.method.events;

import fermata.wire.json.Doc;

/** Params of {@code log/head}. */
public record LogHeadParams(
    @Doc("session, or workspace for the published events") String session) {}
