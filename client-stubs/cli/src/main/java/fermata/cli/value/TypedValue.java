package fermata.cli.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fermata.wire.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A value that a person typed, read by the JSON schema that it should fit.
 *
 * <p>Text needs no quotes where the schema wants text; a list may be typed as JSON or with commas.
 */
public sealed interface TypedValue {

  /** The value. */
  record Value(JsonNode json) implements TypedValue {}

  /** Why the text is no such value: {@code "x" is not a whole number}. */
  record Mistake(String message) implements TypedValue {}

  /** {@return what the text means for a schema} */
  static TypedValue read(JsonNode schema, String text) {
    if (schema.path("enum").isArray()) {
      return oneOf(schema.path("enum"), text);
    }
    List<String> types = types(schema);
    // Text fits everything, so it is tried last: "3" for integer or text is a number.
    TypedValue last = null;
    for (String type : types) {
      TypedValue value = readAs(type, schema, text);
      if (value instanceof Value) {
        return value;
      }
      last = last == null ? value : last;
    }
    return last == null ? anything(text) : last;
  }

  private static List<String> types(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isTextual()) {
      return List.of(type.asText());
    }
    List<String> types = new ArrayList<>();
    type.forEach(each -> types.add(each.asText()));
    if (types.remove("string")) {
      types.add("string");
    }
    return types;
  }

  private static TypedValue readAs(String type, JsonNode schema, String text) {
    return switch (type) {
      case "string" -> new Value(TextNode.valueOf(text));
      case "integer" -> integer(text);
      case "number" -> number(text);
      case "boolean" -> yesOrNo(text);
      case "null" -> text.equals("null") ? new Value(NullNode.instance) : mistake(text, "null");
      case "array" -> list(schema.path("items"), text);
      case "object" ->
          json(text)
              .filter(JsonNode::isObject)
              .<TypedValue>map(Value::new)
              .orElseGet(() -> mistake(text, "a JSON object, such as {\"name\": \"value\"}"));
      default -> anything(text);
    };
  }

  private static TypedValue integer(String text) {
    // The pattern keeps 1e999999999 from becoming a number with a billion digits.
    if (!text.strip().matches("[+-]?\\d{1,19}")) {
      return mistake(text, "a whole number");
    }
    return new Value(
        JsonNodeFactory.instance.numberNode(new BigDecimal(text.strip()).toBigInteger()));
  }

  private static TypedValue number(String text) {
    if (!text.strip()
        .matches("[+-]?(\\d{1,300}(\\.\\d{0,300})?|\\.\\d{1,300})([eE][+-]?\\d{1,3})?")) {
      return mistake(text, "a number");
    }
    return new Value(DecimalNode.valueOf(new BigDecimal(text.strip())));
  }

  private static TypedValue yesOrNo(String text) {
    return YesNo.read(text)
        .<TypedValue>map(yes -> new Value(BooleanNode.valueOf(yes)))
        .orElseGet(() -> mistake(text, "yes or no"));
  }

  private static TypedValue list(JsonNode items, String text) {
    Optional<JsonNode> json = json(text).filter(JsonNode::isArray);
    if (json.isPresent()) {
      return new Value(json.get());
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    if (text.isBlank()) {
      return new Value(list);
    }
    for (String part : text.split(",", -1)) {
      switch (read(items, part.strip())) {
        case Value(var value) -> list.add(value);
        case Mistake mistake -> {
          return mistake;
        }
      }
    }
    return new Value(list);
  }

  private static TypedValue oneOf(JsonNode values, String text) {
    List<String> names = new ArrayList<>();
    for (JsonNode value : values) {
      if (Shown.plain(value).equalsIgnoreCase(text.strip())) {
        return new Value(value);
      }
      names.add(Shown.plain(value));
    }
    return mistake(text, "one of " + String.join(", ", names));
  }

  private static TypedValue anything(String text) {
    return new Value(json(text).orElseGet(() -> TextNode.valueOf(text)));
  }

  private static Optional<JsonNode> json(String text) {
    try {
      JsonNode value = Json.mapper().readTree(text);
      return Optional.of(value).filter(json -> !json.isMissingNode());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Mistake mistake(String text, String expected) {
    return new Mistake("\"" + text + "\" is not " + expected);
  }

  /** Words for yes and no. */
  final class YesNo {

    private YesNo() {}

    /** {@return what a word means, if it is one of them} */
    public static Optional<Boolean> read(String text) {
      return switch (text.strip().toLowerCase(Locale.ROOT)) {
        case "y", "yes", "true" -> Optional.of(true);
        case "n", "no", "false" -> Optional.of(false);
        default -> Optional.empty();
      };
    }
  }
}
