package fermata.wire.method.tool;

import fermata.wire.json.Doc;

/** Result of {@code tool/result}. */
public record ToolResultResult(
    @Doc("whether somebody waited for it; not the second time and not too late")
        boolean accepted) {}
