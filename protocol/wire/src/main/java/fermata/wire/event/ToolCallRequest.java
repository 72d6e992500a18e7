package fermata.wire.event;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;

/** A tool call that a model asked for. */
public record ToolCallRequest(
    @Doc("id of the call") String id,
    @Doc("name of the tool") String name,
    @Doc("arguments as the model gave them") @Untrusted JsonNode args) {}
