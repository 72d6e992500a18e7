package fermata.wire.method.schema;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;

/** Result of {@code schema/get}. */
public record SchemaGetResult(
    @Doc("form that it is given in") SchemaFormat format,
    @Doc("the schema of this build: an object, of ts a string") JsonNode schema) {}
