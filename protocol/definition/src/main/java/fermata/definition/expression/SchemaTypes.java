package fermata.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The way from JSON Schema 2020-12 to types.
 *
 * <p>Conjunctions ({@code allOf}, {@code if}, several keywords at once) are not computed: the first
 * of {@code $ref}, {@code const}, {@code enum}, {@code type}, {@code anyOf} and {@code oneOf} that
 * stands in a schema decides, because any of them alone is wide enough.
 */
final class SchemaTypes {

  /** Schemas nested or referring deeper than this, in levels, are any type. */
  static final int SCHEMA_DEPTH_MAX = 24;

  /** A schema of more sub-schemas than this, references followed, is any type beyond them. */
  static final int SCHEMAS_MAX = 2_000;

  private final JsonNode root;
  private int schemasLeft = SCHEMAS_MAX;

  private SchemaTypes(JsonNode root) {
    this.root = root;
  }

  static Type typeOf(JsonNode schema) {
    return new SchemaTypes(schema).typeOf(schema, 0);
  }

  private Type typeOf(JsonNode schema, int depth) {
    if (!schema.isObject() || depth > SCHEMA_DEPTH_MAX || schemasLeft-- <= 0) {
      return Types.DYN;
    }
    if (schema.path("$ref").isTextual()) {
      return typeOf(resolve(schema.path("$ref").textValue()), depth + 1);
    }
    if (schema.has("const")) {
      return ofValues(List.of(schema.path("const")));
    }
    if (schema.path("enum").isArray()) {
      return ofValues(schema.path("enum"));
    }
    if (schema.has("type")) {
      return ofTypeKeyword(schema, depth);
    }
    return ofComposition(schema, depth);
  }

  private Type ofTypeKeyword(JsonNode schema, int depth) {
    JsonNode type = schema.path("type");
    if (!type.isArray()) {
      return ofName(type.asText(), schema, depth);
    }
    var choices = new ArrayList<Type>();
    type.forEach(name -> choices.add(ofName(name.asText(), schema, depth)));
    return Type.OneOf.of(choices);
  }

  private Type ofName(String name, JsonNode schema, int depth) {
    return switch (name) {
      case "null" -> Types.NULL;
      case "boolean" -> Types.BOOL;
      case "integer" -> Types.INT;
      case "number" -> Types.NUMBER;
      case "string" -> Types.TEXT;
      case "array" -> new Type.ListOf(elementOf(schema, depth));
      case "object" -> ofObject(schema, depth);
      default -> Types.DYN;
    };
  }

  private Type elementOf(JsonNode schema, int depth) {
    return schema.has("prefixItems") ? Types.DYN : typeOf(schema.path("items"), depth + 1);
  }

  private Type ofObject(JsonNode schema, int depth) {
    JsonNode additional = schema.path("additionalProperties");
    JsonNode properties = schema.path("properties");
    if (properties.isEmpty() || schema.has("patternProperties")) {
      return new Type.MapOf(properties.isEmpty() ? typeOf(additional, depth + 1) : Types.DYN);
    }
    var fields = new LinkedHashMap<String, Type>();
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      fields.put(property.getKey(), typeOf(property.getValue(), depth + 1));
    }
    boolean isClosed = additional.isBoolean() && !additional.booleanValue();
    return new Type.Structure(fields, !isClosed);
  }

  private Type ofComposition(JsonNode schema, int depth) {
    for (String keyword : List.of("anyOf", "oneOf")) {
      if (schema.path(keyword).isArray()) {
        var choices = new ArrayList<Type>();
        schema.path(keyword).forEach(choice -> choices.add(typeOf(choice, depth + 1)));
        return Type.OneOf.of(choices);
      }
    }
    boolean looksLikeObject = schema.has("properties");
    return looksLikeObject ? ofObject(schema, depth) : Types.DYN;
  }

  private static Type ofValues(Iterable<JsonNode> values) {
    var texts = new LinkedHashSet<String>();
    var choices = new ArrayList<Type>();
    for (JsonNode value : values) {
      if (value.isTextual()) {
        texts.add(value.textValue());
      } else {
        choices.add(ofValue(value));
      }
    }
    if (!texts.isEmpty()) {
      choices.addFirst(new Type.Text(List.copyOf(texts)));
    }
    return Type.OneOf.of(choices);
  }

  private static Type ofValue(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL -> Types.NULL;
      case BOOLEAN -> Types.BOOL;
      case NUMBER -> Types.NUMBER;
      case ARRAY -> Types.LIST;
      case OBJECT -> Types.MAP;
      case STRING, BINARY, MISSING, POJO -> Types.DYN;
    };
  }

  private JsonNode resolve(String reference) {
    if (reference.equals("#")) {
      return root;
    }
    boolean isLocalPointer = reference.startsWith("#/");
    return isLocalPointer ? root.at(reference.substring(1)) : root.path("$absent");
  }
}
