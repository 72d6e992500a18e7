package fermata.wire.method.run;

import fermata.wire.json.Doc;

/** Result of {@code run/pause}. */
public record RunPauseResult(
    @Doc("position of the effect") AsOf asOf,
    @Doc("whether the key had been used for the same params before") boolean replayed,
    @Doc("the run that is being paused, or stands still already") String run) {}
