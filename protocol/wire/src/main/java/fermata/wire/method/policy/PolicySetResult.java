package fermata.wire.method.policy;

import fermata.wire.json.Doc;

/** Result of {@code policy/set}. */
public record PolicySetResult(
    @Doc("whether it was otherwise before") boolean changed,
    @Doc("whether the key had been used for the same params before") boolean replayed) {}
