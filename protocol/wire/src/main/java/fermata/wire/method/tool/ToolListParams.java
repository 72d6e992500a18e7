package fermata.wire.method.tool;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code tool/list}. */
public record ToolListParams(
    @Doc("folder whose catalogue is asked for") @Nullable String workspace,
    @Doc("whether tool servers are asked, which starts those that do not run; no where absent")
        @Nullable Boolean servers) {}
