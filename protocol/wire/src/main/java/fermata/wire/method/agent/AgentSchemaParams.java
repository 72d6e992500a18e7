package fermata.wire.method.agent;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code agent/schema}. */
public record AgentSchemaParams(
    @Doc("kind of file; agent unless said") @Nullable DefinitionKind kind) {}
