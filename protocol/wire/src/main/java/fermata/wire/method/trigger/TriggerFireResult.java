package fermata.wire.method.trigger;

import fermata.wire.json.Doc;

/** Result of {@code trigger/fire}. */
public record TriggerFireResult(
    @Doc("session of the run") String session,
    @Doc("run that was started, or waits for a place") String run,
    @Doc("whether the key had been used before") boolean replayed) {}
