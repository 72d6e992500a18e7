package fermata.wire.method.events;

import fermata.wire.json.Doc;
import fermata.wire.method.run.AsOf;

/** Result of {@code events/publish}. */
public record EventsPublishResult(
    @Doc("position of the event") AsOf asOf,
    @Doc("whether the key had been used for the same params before") boolean replayed,
    @Doc("number of the event in the journal of the workspace") long seq,
    @Doc("whether an event of that dedupeKey was there before; then it is that one")
        boolean duplicate) {}
