package fermata.wire.method.run;

import fermata.wire.json.Doc;

/** Result of {@code run/start} and {@code run/resume}: admitted durably, not completed. */
public record RunStartResult(
    @Doc("session of the run") String session,
    @Doc("id of the run") String run,
    @Doc("position of its first event") AsOf asOf,
    @Doc("whether the key had been used for the same params before") boolean replayed) {}
