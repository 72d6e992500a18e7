package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import java.time.Instant;

/** Result of {@code daemon/skip}. */
public record DaemonSkipResult(
    @Doc("the time of the daemon") Instant now,
    @Doc("whether it is later than before") boolean moved,
    @Doc("whether something is under way; time stands still meanwhile") boolean busy) {}
