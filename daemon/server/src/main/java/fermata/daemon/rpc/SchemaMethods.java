package fermata.daemon.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fermata.wire.method.schema.SchemaGetParams;
import fermata.wire.method.schema.SchemaGetResult;
import fermata.wire.schema.ProtocolSchema;

/** {@code schema/get}. */
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
}
