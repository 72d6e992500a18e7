package fermata.wire.method.events;

import fermata.wire.json.Doc;

/** How far the journal of a session goes. */
public record SessionHead(
    @Doc("session") String session, @Doc("position of its last event") String head) {}
