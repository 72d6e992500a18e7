package fermata.wire.method.run;

import fermata.wire.json.Doc;

/** Result of {@code run/wait}. */
public record RunWaitResult(
    @Doc("the run as it is") RunSummary run,
    @Doc("false when the time was up first") boolean reached) {}
