package fermata.wire.method.tool;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;

/** A call that shows what a tool is for. */
public record ToolExampleView(
    @Doc("what it is for") String description, @Doc("its arguments") @Untrusted JsonNode args) {}
