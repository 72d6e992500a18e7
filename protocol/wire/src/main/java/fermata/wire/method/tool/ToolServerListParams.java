package fermata.wire.method.tool;

import fermata.wire.json.Doc;

/** Params of {@code toolServer/list}. */
public record ToolServerListParams(
    @Doc("folder whose files declare the servers") String workspace) {}
