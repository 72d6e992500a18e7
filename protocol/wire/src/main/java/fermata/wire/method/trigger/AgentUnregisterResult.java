package fermata.wire.method.trigger;

import fermata.wire.json.Doc;

/** Result of {@code agent/unregister}. */
public record AgentUnregisterResult(
    @Doc("its file") String uri,
    @Doc("whether the key had been used for the same params before") boolean replayed) {}
