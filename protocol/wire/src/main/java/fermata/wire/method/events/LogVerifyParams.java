package fermata.wire.method.events;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code log/verify}. */
public record LogVerifyParams(
    @Doc("session, or workspace for the published events") String session,
    @Doc("cursor to begin after; absent begins at the start") @Nullable String after,
    @Doc("cursor to end at; absent ends at the head") @Nullable String upTo,
    @Doc("chain of the events up to after, as 64 hex digits; absent at the start")
        @Nullable String chain) {}
