package fermata.definition.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.TextNode;
import fermata.definition.pattern.LinearPattern;
import fermata.definition.pattern.LinearPattern.Reading;
import fermata.definition.schema.SchemaValidator.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a value is a JSON Schema that can be applied.
 *
 * <p>Narrower than the specification where it must be: references stay within the schema, nothing
 * has an identity of its own, and nesting is limited. The validator library throws what it likes on
 * schemas that are not sound, so they never reach it.
 *
 * <p>Source: JSON Schema 2020-12, core and validation.
 */
final class SchemaSoundness {

  /** How deep a schema nests at most, in levels of JSON. */
  static final int DEPTH_MAX = 128;

  private static final Set<String> TYPES =
      Set.of("string", "integer", "number", "boolean", "array", "object", "null");

  private static final Set<String> SCHEMAS =
      Set.of(
          "items",
          "contains",
          "additionalProperties",
          "propertyNames",
          "not",
          "if",
          "then",
          "else",
          "unevaluatedItems",
          "unevaluatedProperties");
  private static final Set<String> SCHEMA_LISTS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
  private static final Set<String> SCHEMA_MAPS =
      Set.of("properties", "patternProperties", "dependentSchemas", "$defs");
  private static final Set<String> SIZES =
      Set.of(
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "minContains",
          "maxContains",
          "minProperties",
          "maxProperties");
  private static final Set<String> NUMBERS =
      Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf");
  private static final Set<String> REFUSED =
      Set.of("$anchor", "$dynamicAnchor", "$dynamicRef", "$recursiveRef", "$vocabulary");

  private final JsonNode root;
  private final List<Violation> faults = new ArrayList<>();

  private SchemaSoundness(JsonNode root) {
    this.root = root;
  }

  /** {@return what keeps a value from being a schema; empty for a sound one} */
  static List<Violation> faults(JsonNode schema) {
    var soundness = new SchemaSoundness(schema);
    soundness.checkSchema(schema, "", 0);
    return List.copyOf(soundness.faults);
  }

  private void checkSchema(JsonNode schema, String pointer, int depth) {
    if (depth > DEPTH_MAX) {
      fault(pointer, "nests deeper than " + DEPTH_MAX + " levels", "");
    } else if (schema.isObject()) {
      for (Map.Entry<String, JsonNode> member : schema.properties()) {
        String place = pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1");
        checkKeyword(member.getKey(), member.getValue(), place, depth);
      }
    } else if (!schema.isBoolean()) {
      fault(pointer, "is no schema (expected: an object, true or false)", "");
    }
  }

  private void checkKeyword(String keyword, JsonNode value, String pointer, int depth) {
    if (SCHEMAS.contains(keyword)) {
      checkSchema(value, pointer, depth + 1);
    } else if (SCHEMA_LISTS.contains(keyword)) {
      checkList(keyword, value, pointer, depth);
    } else if (SCHEMA_MAPS.contains(keyword)) {
      checkMap(keyword, value, pointer, depth);
    } else if (SIZES.contains(keyword)) {
      expect(
          value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0,
          pointer,
          "a whole number from 0",
          keyword);
    } else if (NUMBERS.contains(keyword)) {
      expect(isNumber(keyword, value), pointer, "a number", keyword);
    } else if (REFUSED.contains(keyword)) {
      fault(pointer, "'" + keyword + "' is not supported", keyword);
    } else {
      checkOther(keyword, value, pointer);
    }
  }

  private static boolean isNumber(String keyword, JsonNode value) {
    return value.isNumber() && (!keyword.equals("multipleOf") || value.doubleValue() > 0);
  }

  private void checkOther(String keyword, JsonNode value, String pointer) {
    switch (keyword) {
      case "type" -> checkType(value, pointer);
      case "enum" -> expect(value.isArray(), pointer, "a list", keyword);
      case "required" -> expect(isTexts(value), pointer, "a list of texts", keyword);
      case "dependentRequired" ->
          expect(
              value.isObject() && value.valueStream().allMatch(SchemaSoundness::isTexts),
              pointer,
              "lists of texts by name",
              keyword);
      case "uniqueItems" -> expect(value.isBoolean(), pointer, "true or false", keyword);
      case "pattern" -> checkPattern(value, pointer);
      case "format" -> expect(value.isTextual(), pointer, "a text", keyword);
      case "$ref" -> checkReference(value, pointer);
      case "$id" -> expect(pointer.equals("/$id"), pointer, "no identity within", keyword);
      default -> {}
    }
  }

  private void checkType(JsonNode value, String pointer) {
    boolean isList = value.isArray() && !value.isEmpty();
    boolean isKnown =
        isList
            ? value.valueStream().allMatch(item -> TYPES.contains(item.asText()))
            : TYPES.contains(value.asText());
    expect(
        isKnown, pointer, "one of " + String.join(", ", TYPES.stream().sorted().toList()), "type");
  }

  private static boolean isTexts(JsonNode value) {
    return value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
  }

  private void checkList(String keyword, JsonNode value, String pointer, int depth) {
    expect(value.isArray() && !value.isEmpty(), pointer, "a list of schemas", keyword);
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      checkSchema(value.get(i), pointer + "/" + i, depth + 1);
    }
  }

  private void checkMap(String keyword, JsonNode value, String pointer, int depth) {
    expect(value.getNodeType() == JsonNodeType.OBJECT, pointer, "schemas by name", keyword);
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      if (keyword.equals("patternProperties")) {
        checkPattern(TextNode.valueOf(member.getKey()), pointer);
      }
      checkSchema(member.getValue(), pointer + "/" + member.getKey(), depth + 1);
    }
  }

  private void checkPattern(JsonNode value, String pointer) {
    expect(value.isTextual(), pointer, "a regular expression", "pattern");
    switch (LinearPattern.read(value.asText())) {
      case Reading.Fine _ -> {}
      case Reading.Broken(var reason, _) ->
          fault(pointer, "is no regular expression of RE2's syntax: " + reason, "pattern");
      case Reading.TooLarge large -> fault(pointer, large.message(), "pattern");
    }
  }

  private void checkReference(JsonNode value, String pointer) {
    switch (SchemaReferences.fate(root, value.asText())) {
      case RESOLVED -> {}
      case OUTSIDE -> fault(pointer, "'" + value.asText() + "' leads outside", "$ref");
      case NOWHERE -> fault(pointer, "'" + value.asText() + "' leads nowhere", "$ref");
      case CIRCLE -> fault(pointer, "'" + value.asText() + "' leads back to itself", "$ref");
    }
  }

  private void expect(boolean isFine, String pointer, String expected, String keyword) {
    if (!isFine) {
      fault(pointer, "'" + keyword + "' is wrong (expected: " + expected + ")", keyword);
    }
  }

  private void fault(String pointer, String message, String keyword) {
    faults.add(new Violation(pointer, message, keyword));
  }
}
