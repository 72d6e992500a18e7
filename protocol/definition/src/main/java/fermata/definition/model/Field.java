package fermata.definition.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A named value with a type.
 *
 * @param schema JSON Schema 2020-12, without the flag {@code required} and without {@code default}
 * @param required whether it must be given; a field with a default need not be
 * @param defaultValue taken where it is not given
 */
public record Field(
    String name, JsonNode schema, boolean required, @Nullable JsonNode defaultValue) {

  /** {@return JSON Schema 2020-12 of an object with exactly these fields} */
  public static JsonNode objectSchema(SequencedMap<String, Field> fields) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    for (Field field : fields.values()) {
      properties.set(field.name(), field.described());
      if (field.required()) {
        required.add(field.name());
      }
    }
    return schema.put("additionalProperties", false);
  }

  private JsonNode described() {
    if (defaultValue == null || !schema.isObject()) {
      return schema;
    }
    ObjectNode described = ((ObjectNode) schema).deepCopy();
    return described.set("default", defaultValue);
  }
}
