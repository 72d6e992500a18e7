package fermata.wire.method.session;

import fermata.wire.json.Doc;
import java.time.Instant;

/** A daemon that owns sessions. */
public record SessionOwner(
    @Doc("UUIDv7 of its start") String instance,
    @Doc("its process") long pid,
    @Doc("when it started") Instant startedAt,
    @Doc("whether its process still runs") boolean alive) {}
