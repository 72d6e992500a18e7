package fermata.daemon.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fermata.definition.publish.PublishedSchema;
import fermata.wire.method.agent.AgentSchemaParams;
import fermata.wire.method.agent.AgentSchemaResult;
import fermata.wire.method.agent.DefinitionKind;
import fermata.wire.method.schema.SchemaGetParams;
import fermata.wire.method.schema.SchemaGetResult;
import fermata.wire.schema.ProtocolSchema;
import java.util.Objects;

/** {@code schema/get} and {@code agent/schema}. */
final class SchemaMethods {

  private SchemaMethods() {}

  static SchemaGetResult get(SchemaGetParams params, RequestContext context) {
    JsonNode schema =
        switch (params.format()) {
          case OPENRPC -> ProtocolSchema.openRpc();
          case JSONSCHEMA -> ProtocolSchema.jsonSchema();
          case TS -> TextNode.valueOf(ProtocolSchema.typeScript());
        };
    return new SchemaGetResult(params.format(), schema);
  }

  static AgentSchemaResult ofDefinitions(AgentSchemaParams params, RequestContext context) {
    DefinitionKind kind = Objects.requireNonNullElse(params.kind(), DefinitionKind.AGENT);
    return new AgentSchemaResult(
        kind,
        switch (kind) {
          case AGENT -> PublishedSchema.ofAgent();
          case TOOLS -> PublishedSchema.ofTools();
          case PROJECT -> PublishedSchema.ofProject();
        });
  }
}
