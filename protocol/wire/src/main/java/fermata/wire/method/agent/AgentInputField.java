package fermata.wire.method.agent;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** One field of the input of an agent. */
public record AgentInputField(
    @Doc("JSON schema of the value") JsonNode schema,
    @Doc("whether it must be given") boolean required,
    @Doc("for people") @Nullable String description,
    @Doc("value when it is not given") @Nullable JsonNode defaultValue) {}
