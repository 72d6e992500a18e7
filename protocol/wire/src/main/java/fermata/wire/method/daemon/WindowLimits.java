package fermata.wire.method.daemon;

import fermata.wire.json.Doc;

/** How far a daemon sends ahead of the acks of a subscription. */
public record WindowLimits(@Doc("events") int events, @Doc("payload bytes") int bytes) {}
