package fermata.wire.method.events;

import fermata.wire.json.Doc;

/** Params of {@code events/ack}. */
public record EventsAckParams(
    @Doc("id of the subscription") String sub,
    @Doc("position up to which events were taken") String cursor,
    @Doc("PayloadSize of what was taken since the subscription began, or the bytes of its frames")
        long bytes) {}
