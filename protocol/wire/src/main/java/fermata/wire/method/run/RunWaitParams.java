package fermata.wire.method.run;

import fermata.wire.json.Doc;

/** Params of {@code run/wait}. */
public record RunWaitParams(
    @Doc("id of the run") String run,
    @Doc("what to wait for") WaitUntil until,
    @Doc("0 to 300000") long timeoutMs) {}
