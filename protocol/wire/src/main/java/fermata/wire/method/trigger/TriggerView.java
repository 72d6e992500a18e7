package fermata.wire.method.trigger;

import fermata.wire.json.Doc;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An armed trigger, as it stands. */
public record TriggerView(
    @Doc("name of the agent") String agent,
    @Doc("its file") String uri,
    @Doc("entry point") String entry,
    @Doc("cron, every, webhook, file or event") String kind,
    @Doc("what it waits for") String detail,
    @Doc("when it fires next") @Nullable Instant dueAt,
    @Doc("when it fired last") @Nullable Instant firedAt,
    @Doc("run that it started then") @Nullable String run,
    @Doc("session of that run") @Nullable String session,
    @Doc("why it started none then") @Nullable String refusal,
    @Doc("runs that may be under way at once") @Nullable Integer concurrent,
    @Doc("runs that are, where they are limited") int underWay,
    @Doc("runs that wait for a place") int waiting,
    @Doc("why the file as it is now is not used") @Nullable String problem,
    @Doc("since when it fires nothing by itself, by trigger/pause") @Nullable Instant pausedAt) {}
