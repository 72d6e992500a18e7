package fermata.wire.method.agent;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code agent/list}. */
public record AgentListParams(
    @Doc(
            "agents of the files in this folder and below it: a file URI or an absolute path; those that are armed or have sessions where absent")
        @Nullable String folder,
    @Doc("at most so many, 1 to 500, default 100") @Nullable Integer limit,
    @Doc("where the last page ended") @Nullable String cursor) {}
