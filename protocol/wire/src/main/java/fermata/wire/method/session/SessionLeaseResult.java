package fermata.wire.method.session;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Result of {@code session/lease}. */
public record SessionLeaseResult(
    @Doc("the session") String session,
    @Doc("daemon that owns it, or owned it last; absent where that ended as it should")
        @Nullable SessionOwner owner,
    @Doc("counts the owners: what an earlier one wants to store is refused") long epoch,
    @Doc("whether this daemon owns it") boolean mine,
    @Doc("whether its run is at work, or was when its owner died") boolean atWork) {}
