package fermata.wire.method.goal;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code goal/progress}: one of the three, or none for all runs. */
public record GoalProgressParams(
    @Doc("name of an agent: all its runs") @Nullable String agent,
    @Doc("id of a session: all its runs") @Nullable String session,
    @Doc("id of a run: this one") @Nullable String run) {}
