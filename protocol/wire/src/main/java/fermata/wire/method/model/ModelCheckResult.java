package fermata.wire.method.model;

import fermata.wire.event.Failure;
import fermata.wire.event.TokenUsage;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import org.jspecify.annotations.Nullable;

/** Result of {@code model/check}. */
public record ModelCheckResult(
    @Doc("whether the model answered, and called the tool that it was given") boolean usable,
    @Doc("what it said, where it said something") @Untrusted @Nullable String text,
    @Doc("why it did not answer, or not as agents need it") @Nullable Failure error,
    @Doc("what the request used, where it was answered") @Nullable TokenUsage usage,
    @Doc("time to the first token, in milliseconds; absent where there was none")
        @Nullable Long firstTokenMs,
    @Doc("time of the whole, in milliseconds") long durationMs) {}
