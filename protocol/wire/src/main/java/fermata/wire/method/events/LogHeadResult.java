package fermata.wire.method.events;

import fermata.wire.json.Doc;

/** Result of {@code log/head}. */
public record LogHeadResult(
    @Doc("position of the last event") String head, @Doc("number of the last event") long seq) {}
