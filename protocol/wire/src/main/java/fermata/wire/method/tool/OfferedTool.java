package fermata.wire.method.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import org.jspecify.annotations.Nullable;

/** A tool that a client performs itself. */
public record OfferedTool(
    @Doc("its name, which begins with client:") String name,
    @Doc("for models and people") String description,
    @Doc("JSON Schema 2020-12 of the arguments, an object schema") @Untrusted ObjectNode input,
    @Doc("JSON Schema 2020-12 of the result; absent where nothing is promised") @Untrusted
        @Nullable JsonNode output,
    @Doc("whether it changes nothing; false unless said") @Nullable Boolean readOnly,
    @Doc("whether a call with the same key may be repeated; false unless said")
        @Nullable Boolean idempotent,
    @Doc("whether it may destroy what was there; false unless said") @Nullable Boolean destructive,
    @Doc("how long one call may take, 1 to 86400000; the caller's limit unless said")
        @Nullable Long timeoutMs) {}
