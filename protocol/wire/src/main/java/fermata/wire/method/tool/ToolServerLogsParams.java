package fermata.wire.method.tool;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code toolServer/logs}. */
public record ToolServerLogsParams(
    @Doc("folder whose files declare the server") String workspace,
    @Doc("its name, without mcp:") String name,
    @Doc("the last so many lines, 1 to 1000; 100 unless said") @Nullable Integer lines) {}
