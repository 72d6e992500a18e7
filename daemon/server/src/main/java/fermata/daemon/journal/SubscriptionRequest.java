package fermata.daemon.journal;

import fermata.daemon.store.JournalId;
import fermata.wire.method.events.SubscriptionWindow;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants to follow.
 *
 * @param sub the name of the subscription on its connection
 * @param after the last event that the client has, 0 for none
 * @param lagMax how many events may wait for the client before it is told
 * @param pace how long what there is may wait for more
 * @param brief how large values are left out; absent where they are not
 */
public record SubscriptionRequest(
    String sub,
    JournalId journal,
    long after,
    EventFilter filter,
    boolean wantsDeltas,
    SubscriptionWindow window,
    int lagMax,
    Pace pace,
    @Nullable BriefEvents brief) {}
