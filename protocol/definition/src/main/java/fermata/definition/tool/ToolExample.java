package fermata.definition.tool;

import com.fasterxml.jackson.databind.JsonNode;

/** How a tool may be called. */
public record ToolExample(String description, JsonNode args) {}
