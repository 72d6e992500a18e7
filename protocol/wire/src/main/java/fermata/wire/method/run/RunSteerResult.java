package fermata.wire.method.run;

import fermata.wire.json.Doc;

/** Result of {@code run/steer}. */
public record RunSteerResult(
    @Doc("first position at which the effect is visible") AsOf asOf,
    @Doc("whether the key had been used for the same params before") boolean replayed,
    @Doc("the run") String run) {}
