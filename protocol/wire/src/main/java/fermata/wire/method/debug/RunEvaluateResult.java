package fermata.wire.method.debug;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Result of {@code run/evaluate}. */
public record RunEvaluateResult(
    @Doc("the value") @Nullable JsonNode value, @Doc("why there is none") @Nullable String error) {}
