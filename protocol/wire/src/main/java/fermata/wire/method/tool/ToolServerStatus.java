package fermata.wire.method.tool;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** A tool server, as it stands. */
public record ToolServerStatus(
    @Doc("its name, without mcp:") String name,
    @Doc("program, or address") String reachedBy,
    @Doc("how it stands") ToolServerStanding state,
    @Doc("how many tools it has; absent where it was never asked") @Nullable Integer tools,
    @Doc("why it does not answer") @Nullable String problem) {}
