package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Limits that the daemon enforces on a connection. */
public record DaemonLimits(
    @Doc("bytes of one frame") int maxFrame,
    @Doc("requests under way") int inFlight,
    @Doc("requests of one batch") int batch,
    @Doc("nesting of a message") int depth,
    @Doc("subscriptions") int subscriptions,
    @Doc("default window of a subscription") WindowLimits window,
    @Doc(
            "requests of one principal in a second, over all of its connections, as long as it goes on")
        @Nullable Integer requestsPerSecond) {}
