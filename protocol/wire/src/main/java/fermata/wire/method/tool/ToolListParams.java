package fermata.wire.method.tool;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code tool/list}. */
public record ToolListParams(
    @Doc("folder whose catalogue is asked for") @Nullable String workspace) {}
