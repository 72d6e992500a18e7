package fermata.wire.method.daemon;

import fermata.wire.json.Doc;

/** Result of {@code daemon/shutdown}: under way, not done. */
public record DaemonShutdownResult(
    @Doc("where the daemon stands") DaemonState state,
    @Doc("runs that are still at work") int running) {}
