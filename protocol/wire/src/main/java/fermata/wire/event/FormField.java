package fermata.wire.event;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** One field of the form of a question. */
public record FormField(
    @Doc("JSON schema of the value") JsonNode schema,
    @Doc("whether it must be given") boolean required,
    @Doc("value when it is not given") @Nullable JsonNode defaultValue) {}
