package fermata.wire.method.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code runtime/complete}: one of result and error. */
public record RuntimeCompleteParams(
    @Doc("what the program is known by") String registration,
    @Doc("the work that has ended") String lease,
    @Doc("what it gave") @Nullable JsonNode result,
    @Doc("why it failed") @Nullable String error,
    @Doc("whether the same may work later; no where absent") @Nullable Boolean retryable) {}
