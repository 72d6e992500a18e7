package fermata.wire.method.events;

import fermata.wire.json.Doc;

/** Result of {@code events/flush}. */
public record EventsFlushResult(
    @Doc(
            "end of the journal when the call came; a batch whose through reaches it has been sent, where reached is true")
        String head,
    @Doc("whether everything up to there was sent in time") boolean reached) {}
