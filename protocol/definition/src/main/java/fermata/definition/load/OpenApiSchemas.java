package fermata.definition.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Schemas of an OpenAPI document as JSON Schema 2020-12, with what they refer to.
 *
 * <p>Source: OpenAPI 3.0.4 for what differs: {@code nullable}, and exclusive bounds as flags.
 * Confined to one tool.
 */
final class OpenApiSchemas {

  private static final String SHARED = "#/components/schemas/";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonNode document;
  private final Map<String, JsonNode> found = new LinkedHashMap<>();
  private final Deque<String> wanted = new ArrayDeque<>();

  OpenApiSchemas(JsonNode document) {
    this.document = document;
  }

  /** {@return a schema in our words; one that accepts anything where there is none} */
  ObjectNode of(JsonNode schema) {
    return rewritten(schema) instanceof ObjectNode object ? object : JSON.objectNode();
  }

  /** Adds what the schemas refer to. */
  void addTo(ObjectNode schema) {
    while (!wanted.isEmpty()) {
      String name = wanted.poll();
      found.put(name, of(document.at("/components/schemas").path(name)));
    }
    if (!found.isEmpty()) {
      ObjectNode definitions = schema.putObject("$defs");
      found.forEach(definitions::set);
    }
  }

  private JsonNode rewritten(JsonNode json) {
    return switch (json) {
      case ObjectNode object -> rewritten(object);
      case ArrayNode array -> {
        ArrayNode copy = JSON.arrayNode();
        array.forEach(item -> copy.add(rewritten(item)));
        yield copy;
      }
      case JsonNode _ -> json;
    };
  }

  private ObjectNode rewritten(ObjectNode object) {
    String reference = object.path("$ref").asText();
    if (reference.startsWith(SHARED)) {
      return JSON.objectNode().put("$ref", "#/$defs/" + noted(reference));
    }
    ObjectNode copy = JSON.objectNode();
    object.properties().forEach(each -> copy.set(each.getKey(), rewritten(each.getValue())));
    moveBound(copy, "exclusiveMinimum", "minimum");
    moveBound(copy, "exclusiveMaximum", "maximum");
    JsonNode nullable = copy.remove("nullable");
    if (nullable != null && nullable.asBoolean() && copy.path("type").isTextual()) {
      copy.set("type", JSON.arrayNode().add(copy.get("type")).add("null"));
    }
    return copy;
  }

  private String noted(String reference) {
    String name = reference.substring(SHARED.length());
    if (found.putIfAbsent(name, JSON.objectNode()) == null) {
      wanted.add(name);
    }
    return name;
  }

  private static void moveBound(ObjectNode schema, String flag, String bound) {
    if (schema.path(flag).isBoolean()) {
      boolean isExclusive = schema.remove(flag).asBoolean();
      if (isExclusive && schema.path(bound).isNumber()) {
        schema.set(flag, schema.remove(bound));
      }
    }
  }
}
