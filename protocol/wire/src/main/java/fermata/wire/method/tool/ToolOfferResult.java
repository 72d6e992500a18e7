package fermata.wire.method.tool;

import fermata.wire.json.Doc;

/** Result of {@code tool/offer}. */
public record ToolOfferResult(
    @Doc("id of the offer") String offer,
    @Doc("how long it stands while nobody takes its calls") long ttlMs) {}
