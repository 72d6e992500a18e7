package fermata.wire.event;

import fermata.wire.json.Doc;

/** What the engine must know of a tool to use it safely. */
public record ToolTraits(
    @Doc("whether a call changes nothing outside") boolean readOnly,
    @Doc("whether a second call with the same key has no further effect") boolean idempotent,
    @Doc("what happens when the outcome of a call cannot be known: ask, retry, skip or fail")
        String onUnknown,
    @Doc("whether a call may remove or overwrite what somebody made") boolean destructive) {}
