package fermata.wire.method.tool;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** A tool server that a folder declares. */
public record ToolServerView(
    @Doc("name of the server; its tools are called mcp:NAME/TOOL") String name,
    @Doc("the program, or the address") String reachedBy,
    @Doc("how many tools it has; absent where it was never asked") @Nullable Integer tools,
    @Doc("why it cannot be reached") @Nullable String problem) {}
