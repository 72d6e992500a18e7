package fermata.wire.method.tool;

import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import org.jspecify.annotations.Nullable;

/** Why a client could not do what a call asked for. */
public record HostedFailure(
    @Doc("for models and people") @Untrusted String message,
    @Doc("whether another attempt may succeed; false unless said") @Nullable Boolean retryable) {}
