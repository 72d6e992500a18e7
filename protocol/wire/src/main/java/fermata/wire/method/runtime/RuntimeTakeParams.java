package fermata.wire.method.runtime;

import fermata.wire.json.Doc;

/** Params of {@code runtime/take}. */
public record RuntimeTakeParams(
    @Doc("what the program is known by") String registration,
    @Doc("how long to wait for work, 0 to 20000") long waitMs) {}
