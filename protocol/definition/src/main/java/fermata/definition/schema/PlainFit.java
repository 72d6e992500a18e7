package fermata.definition.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Whether a value fits a schema, as far as a look at the usual keywords tells.
 *
 * <p>Most schemas of definitions and tools ask for a type, a few words or a length, and most values
 * fit. To see that takes no library, whose first use costs a process more than all the rest of a
 * check. Where this is not sure, the library decides; what does not fit it decides too, because it
 * says why.
 */
public enum PlainFit {
  YES,
  NO,
  UNSURE;

  /** Deeper schemas are left to the library. */
  private static final int DEPTH_MAX = 8;

  /** {@return whether a value fits; of a schema that is not sound any answer may come} */
  public static PlainFit of(JsonNode schema, JsonNode value) {
    return of(schema, value, 0);
  }

  private static PlainFit of(JsonNode schema, JsonNode value, int depth) {
    if (!schema.isObject() || depth > DEPTH_MAX) {
      return UNSURE;
    }
    PlainFit all = YES;
    for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
      all = all.and(keyword(keyword.getKey(), keyword.getValue(), schema, value, depth));
    }
    return all;
  }

  /** What does not fit one of two does not fit both, however little is known of the other. */
  private PlainFit and(PlainFit other) {
    if (this == NO || other == NO) {
      return NO;
    }
    return this == YES ? other : this;
  }

  private static PlainFit is(boolean fits) {
    return fits ? YES : NO;
  }

  private static PlainFit keyword(
      String keyword, JsonNode limit, JsonNode schema, JsonNode value, int depth) {
    return switch (keyword) {
      case "description", "title", "default", "examples", "$comment", "format" -> YES;
      case "type" -> ofType(limit, value);
      case "enum" -> limit.isArray() ? isAmong(limit, value) : UNSURE;
      case "minLength", "maxLength" -> value.isTextual() ? length(keyword, limit, value) : YES;
      case "minimum", "maximum" -> value.isNumber() ? amount(keyword, limit, value) : YES;
      case "minItems", "maxItems" -> value.isArray() ? between(keyword, limit, value.size()) : YES;
      case "items" -> value.isArray() ? items(limit, schema, value, depth) : YES;
      case "properties" -> value.isObject() ? members(limit, value, depth) : YES;
      case "required" -> value.isObject() ? required(limit, value) : YES;
      case "additionalProperties" -> value.isObject() ? others(limit, schema, value) : YES;
      case "anyOf", "oneOf" -> ofSome(keyword, limit, value, depth);
      default -> UNSURE;
    };
  }

  private static PlainFit ofType(JsonNode type, JsonNode value) {
    return switch (type.asText()) {
      case "string" -> is(value.isTextual());
      case "boolean" -> is(value.isBoolean());
      case "array" -> is(value.isArray());
      case "object" -> is(value.isObject());
      case "null" -> is(value.isNull());
      case "number" -> is(value.isNumber());
      case "integer" -> value.isFloatingPointNumber() ? UNSURE : is(value.isIntegralNumber());
      default -> UNSURE;
    };
  }

  /** Numbers of two spellings may be one; texts and flags have one spelling each. */
  private static PlainFit isAmong(JsonNode options, JsonNode value) {
    if (!value.isTextual() && !value.isBoolean()) {
      return UNSURE;
    }
    for (JsonNode option : options) {
      if (option.equals(value)) {
        return YES;
      }
    }
    return NO;
  }

  private static PlainFit length(String keyword, JsonNode limit, JsonNode value) {
    String text = value.textValue();
    return between(keyword, limit, text.codePointCount(0, text.length()));
  }

  private static PlainFit amount(String keyword, JsonNode limit, JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToLong()
        ? between(keyword, limit, value.longValue())
        : UNSURE;
  }

  private static PlainFit between(String keyword, JsonNode limit, long value) {
    if (!limit.isIntegralNumber() || !limit.canConvertToLong()) {
      return UNSURE;
    }
    return is(keyword.startsWith("min") ? value >= limit.longValue() : value <= limit.longValue());
  }

  private static PlainFit items(JsonNode item, JsonNode schema, JsonNode value, int depth) {
    PlainFit all = schema.has("prefixItems") ? UNSURE : YES;
    for (JsonNode each : value) {
      all = all.and(of(item, each, depth + 1));
    }
    return all;
  }

  private static PlainFit members(JsonNode properties, JsonNode value, int depth) {
    PlainFit all = properties.isObject() ? YES : UNSURE;
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      JsonNode property = properties.get(member.getKey());
      if (property != null) {
        all = all.and(of(property, member.getValue(), depth + 1));
      }
    }
    return all;
  }

  private static PlainFit required(JsonNode names, JsonNode value) {
    PlainFit all = names.isArray() ? YES : UNSURE;
    for (JsonNode name : names) {
      all = all.and(name.isTextual() ? is(value.has(name.textValue())) : UNSURE);
    }
    return all;
  }

  private static PlainFit others(JsonNode allowed, JsonNode schema, JsonNode value) {
    if (!allowed.isBoolean() || schema.has("patternProperties")) {
      return UNSURE;
    }
    PlainFit all = YES;
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      boolean isKnown = schema.path("properties").has(member.getKey());
      all = all.and(is(allowed.booleanValue() || isKnown));
    }
    return all;
  }

  private static PlainFit ofSome(String keyword, JsonNode schemas, JsonNode value, int depth) {
    int fitting = 0;
    for (JsonNode schema : schemas) {
      PlainFit one = of(schema, value, depth + 1);
      if (one == UNSURE) {
        return UNSURE;
      }
      fitting += one == YES ? 1 : 0;
    }
    return is(keyword.equals("oneOf") ? fitting == 1 : fitting > 0);
  }
}
