package fermata.wire.method.schema;

/** A form that the schema of the protocol is given in. */
public enum SchemaFormat {

  /** OpenRPC 1.3.2. */
  OPENRPC,

  /** JSON Schema 2020-12. */
  JSONSCHEMA,

  /** A TypeScript module. */
  TS
}
