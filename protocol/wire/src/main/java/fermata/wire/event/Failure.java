package fermata.wire.event;

import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import org.jspecify.annotations.Nullable;

/** Why work failed. */
public record Failure(
    @Doc("machine-readable, dotted, such as tool.timeout") String kind,
    @Doc("what, which value, what was expected") @Untrusted String message,
    @Doc("whether the same work may succeed later") boolean retryable,
    @Doc("JSON pointer to the value at fault") @Nullable String pointer,
    @Doc("step that failed") @Nullable String step,
    @Doc("node that failed") @Nullable String node,
    @Doc("shortest wait that the other side asked for, in milliseconds")
        @Nullable Long retryAfterMs) {}
