package fermata.wire.method.events;

import fermata.wire.json.Doc;

/** Params of {@code events/unsubscribe}. */
public record EventsUnsubscribeParams(@Doc("id of the subscription") String sub) {}
