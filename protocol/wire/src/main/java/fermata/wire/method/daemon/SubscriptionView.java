package fermata.wire.method.daemon;

import fermata.wire.json.Doc;

/** A subscription, as the daemon sees it. */
public record SubscriptionView(
    @Doc("its id on its connection") String sub,
    @Doc("session, workspace, or * for hints") String session,
    @Doc("number of the last event that was looked at for it") long position,
    @Doc("number of the last event that there is") long head,
    @Doc("events that may still be sent before the client has to say that it took some")
        int creditEvents,
    @Doc("the same in bytes") long creditBytes) {}
