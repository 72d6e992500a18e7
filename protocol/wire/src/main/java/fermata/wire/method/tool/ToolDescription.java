package fermata.wire.method.tool;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** A tool that an agent may use. */
public record ToolDescription(
    @Doc("name of the tool") String name,
    @Doc("what it does") String description,
    @Doc("JSON schema of its arguments") JsonNode inputSchema,
    @Doc("JSON schema of its result") @Nullable JsonNode outputSchema,
    @Doc("whether a call changes nothing outside") boolean readOnly) {}
