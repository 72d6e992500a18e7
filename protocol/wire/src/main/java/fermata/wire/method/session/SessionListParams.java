package fermata.wire.method.session;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code session/list}. */
public record SessionListParams(
    @Doc("only those that stand there; all but archived ones where absent")
        @Nullable SessionStatus state,
    @Doc("only those of this agent") @Nullable String agent,
    @Doc("at most so many, 1 to 500, default 100") @Nullable Integer limit,
    @Doc("where the last page ended") @Nullable String cursor) {}
