package fermata.wire.method.tool;

import fermata.wire.json.Doc;

/** Result of {@code tool/report}. */
public record ToolReportResult(
    @Doc("whether the call is under way; what is said of one that is not does nothing")
        boolean accepted) {}
