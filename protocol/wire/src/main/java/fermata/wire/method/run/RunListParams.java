package fermata.wire.method.run;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code run/list}. */
public record RunListParams(
    @Doc("only runs of this session") @Nullable String session,
    @Doc("at most so many, 1 to 500, default 100") @Nullable Integer limit,
    @Doc("where the last page ended") @Nullable String cursor) {}
