package fermata.wire.method.events;

import fermata.wire.json.Doc;

/** How far the daemon may send ahead of the acks. */
public record SubscriptionWindow(
    @Doc("events, 1 to 4096") int events, @Doc("payload bytes, 4096 to 4194304") int bytes) {}
