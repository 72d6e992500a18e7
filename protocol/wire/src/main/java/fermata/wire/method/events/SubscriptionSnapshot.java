package fermata.wire.method.events;

import fermata.wire.json.Doc;
import fermata.wire.method.session.SessionGetResult;

/** The session at the position where a subscription begins. */
public record SubscriptionSnapshot(
    @Doc("session, runs and open questions") SessionGetResult session) {}
