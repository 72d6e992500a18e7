package fermata.definition.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import fermata.definition.schema.SchemaValidator.Violation;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * The library's findings in our words. Values are shown only where there are few to choose from.
 */
final class ViolationMessages {

  private static final int SHOWN_UNITS_MAX = 60;

  private ViolationMessages() {}

  static Violation violation(Error error) {
    String pointer = error.getInstanceLocation().toString();
    return new Violation(pointer, message(error), error.getKeyword());
  }

  private static String message(Error error) {
    JsonNode limit = error.getSchemaNode();
    String property = error.getProperty();
    return switch (error.getKeyword()) {
      case "type" -> "found %s (expected: %s)".formatted(noun(error), listed(limit));
      case "required" -> "'" + property + "' is missing";
      case "additionalProperties", "unevaluatedProperties" -> "'" + property + "' is not allowed";
      case "enum" -> "%s is none of %s".formatted(shown(error.getInstanceNode()), listed(limit));
      case "const" -> "found %s (expected: %s)".formatted(noun(error), shown(limit));
      case "minimum" -> "%s is too small (expected: at least %s)".formatted(found(error), limit);
      case "maximum" -> "%s is too great (expected: at most %s)".formatted(found(error), limit);
      case "minLength" ->
          "the text is too short (expected: at least %s)".formatted(count(limit, "character"));
      case "maxLength" ->
          "the text is too long (expected: at most %s)".formatted(count(limit, "character"));
      case "minItems" ->
          "the list is too short (expected: at least %s)".formatted(count(limit, "item"));
      case "maxItems" ->
          "the list is too long (expected: at most %s)".formatted(count(limit, "item"));
      case "pattern" -> "the text does not match " + shown(limit);
      case null, default -> error.getMessage().toLowerCase(Locale.ROOT);
    };
  }

  private static String count(JsonNode limit, String noun) {
    return limit.asText() + " " + noun + (limit.asText().equals("1") ? "" : "s");
  }

  private static String found(Error error) {
    return error.getInstanceNode().asText();
  }

  private static String noun(Error error) {
    return switch (error.getInstanceNode().getNodeType()) {
      case ARRAY -> "array";
      case OBJECT -> "object";
      case STRING -> "string";
      case NUMBER -> error.getInstanceNode().isIntegralNumber() ? "integer" : "number";
      case BOOLEAN -> "boolean";
      case NULL -> "null";
      case BINARY, MISSING, POJO -> "nothing";
    };
  }

  private static String listed(JsonNode values) {
    if (!values.isArray()) {
      return values.asText();
    }
    var list = new StringJoiner(", ");
    values.forEach(value -> list.add(value.asText(value.toString())));
    return list.toString();
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() <= SHOWN_UNITS_MAX ? text : text.substring(0, SHOWN_UNITS_MAX) + "…";
  }
}
