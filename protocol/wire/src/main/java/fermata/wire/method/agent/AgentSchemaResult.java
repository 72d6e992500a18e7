package fermata.wire.method.agent;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;

/** Result of {@code agent/schema}. */
public record AgentSchemaResult(
    @Doc("kind of file") DefinitionKind kind,
    @Doc("JSON Schema 2020-12 of such a file, as this build reads it") JsonNode schema) {}
