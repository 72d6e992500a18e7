package fermata.wire.method.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import org.jspecify.annotations.Nullable;

/** Params of {@code $/progress}. */
public record ProgressParams(
    @Doc("progressToken of the _meta of the request's params") JsonNode token,
    @Doc("what is going on, for people") @Untrusted @Nullable String message,
    @Doc("how far it is") @Nullable Double value,
    @Doc("how far it has to go, where that is known") @Nullable Double total) {}
