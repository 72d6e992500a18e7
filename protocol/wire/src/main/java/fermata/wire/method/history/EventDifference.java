package fermata.wire.method.history;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** The first events in which two runs differ in more than names and times. */
public record EventDifference(
    @Doc("event of a; absent where it has no more") @Nullable EventReference a,
    @Doc("event of b; absent where it has no more") @Nullable EventReference b) {}
