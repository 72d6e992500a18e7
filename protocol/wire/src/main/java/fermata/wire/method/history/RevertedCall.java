package fermata.wire.method.history;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** A tool call that was made after the position that a session goes back to. */
public record RevertedCall(
    @Doc("id of the call") String call,
    @Doc("tool that was called") String tool,
    @Doc("node that called it") @Nullable String node,
    @Doc("number of the event that says so") long at) {}
