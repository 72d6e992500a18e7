package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import java.time.Instant;

/** Which daemon answers. */
public record DaemonIdentity(
    @Doc("UUIDv7 of this start") String instance,
    @Doc("id of the build") String build,
    @Doc("version of the build") String version,
    @Doc("its process") long pid,
    @Doc("when it started") Instant startedAt) {}
