package fermata.wire.method.events;

import fermata.wire.json.Doc;

/** Params of {@code events/lag}. */
public record EventsLagParams(
    @Doc("id of the subscription") String sub,
    @Doc("position up to which events were sent") String position,
    @Doc("end of the journal") String head) {}
