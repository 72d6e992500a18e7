package fermata.wire.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record from a JSON value by its shape, and gathers every fault on the way. Confined to
 * one read.
 *
 * <p>After a fault the value at that place is {@code null} in Java; the record around it is then
 * not made.
 */
final class RecordReader {

  private static final BigDecimal EXACT_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  private final List<BindingIssue> issues = new ArrayList<>();
  private final boolean isOfOlder;

  private RecordReader(boolean isOfOlder) {
    this.isOfOlder = isOfOlder;
  }

  /**
   * {@return the value as that type}
   *
   * @param isOfOlder whether lists and maps that are not there are taken for empty
   * @throws BindingException with every fault
   */
  static <T> T read(JsonNode json, Class<T> type, boolean isOfOlder) {
    var reader = new RecordReader(isOfOlder);
    Object value = reader.value(json, Shape.of(type), "");
    if (value == null || !reader.issues.isEmpty()) {
      throw new BindingException(reader.issues);
    }
    return type.cast(value);
  }

  private @Nullable Object value(JsonNode json, Shape shape, String pointer) {
    return switch (shape) {
      case Shape.Text _ -> json.isTextual() ? json.textValue() : wrong(json, "a string", pointer);
      case Shape.Flag _ ->
          json.isBoolean() ? (Object) json.booleanValue() : wrong(json, "true or false", pointer);
      case Shape.Time _ -> time(json, pointer);
      case Shape.Whole whole -> whole(json, whole, pointer);
      case Shape.Real real -> real(json, real, pointer);
      case Shape.Any any ->
          !any.isObject() || json.isObject() ? json : wrong(json, "an object", pointer);
      case Shape.Choice choice -> choice(json, choice, pointer);
      case Shape.OpenChoice open ->
          json.isTextual()
              ? Reflection.create(open.constructor(), new Object[] {json.textValue()})
              : wrong(json, "a string", pointer);
      case Shape.ListOf list ->
          json.isArray() ? list(json, list, pointer) : wrong(json, "an array", pointer);
      case Shape.MapOf map ->
          json instanceof ObjectNode object
              ? map(object, map, pointer)
              : wrong(json, "an object", pointer);
      case Shape.Named named -> value(json, named.resolve(), pointer);
      case Shape.Structure structure ->
          json instanceof ObjectNode object
              ? structure(object, structure, pointer)
              : wrong(json, "an object", pointer);
      case Shape.OneOf union ->
          json instanceof ObjectNode object
              ? oneOf(object, union, pointer)
              : wrong(json, "an object", pointer);
    };
  }

  private @Nullable Object time(JsonNode json, String pointer) {
    if (!json.isTextual()) {
      return wrong(json, "a time as a string", pointer);
    }
    try {
      return Instant.parse(json.textValue());
    } catch (DateTimeParseException _) {
      return fault(
          pointer, "value", "expected a time such as 2026-01-31T12:00:00Z, found " + quoted(json));
    }
  }

  private @Nullable Object whole(JsonNode json, Shape.Whole shape, String pointer) {
    if (!json.isNumber()) {
      return wrong(json, "a whole number", pointer);
    }
    BigDecimal number = json.decimalValue();
    if (isFractional(number)) {
      return wrong(json, "a whole number", pointer);
    }
    BigDecimal max = shape.isInt() ? BigDecimal.valueOf(Integer.MAX_VALUE) : EXACT_MAX;
    if (number.abs().compareTo(max) > 0) {
      return fault(
          pointer,
          "range",
          "expected a whole number of at most " + max.toPlainString() + ", found " + quoted(json));
    }
    if (shape.isInt()) {
      return number.intValueExact();
    }
    return number.longValueExact();
  }

  // Looks at the scale before it strips zeros, so that 1e999999999 costs nothing.
  private static boolean isFractional(BigDecimal number) {
    return number.signum() != 0 && number.scale() > 0 && number.stripTrailingZeros().scale() > 0;
  }

  private @Nullable Object real(JsonNode json, Shape.Real shape, String pointer) {
    if (!json.isNumber()) {
      return wrong(json, "a number", pointer);
    }
    if (shape.isDecimal()) {
      return json.decimalValue();
    }
    return json.doubleValue();
  }

  private @Nullable Object choice(JsonNode json, Shape.Choice shape, String pointer) {
    if (!json.isTextual()) {
      return wrong(json, "one of " + String.join(", ", shape.words().keySet()), pointer);
    }
    Enum<?> constant = shape.words().get(json.textValue());
    return constant != null
        ? constant
        : fault(
            pointer,
            "value",
            "expected one of "
                + String.join(", ", shape.words().keySet())
                + ", found "
                + quoted(json));
  }

  private List<@Nullable Object> list(JsonNode json, Shape.ListOf shape, String pointer) {
    List<@Nullable Object> elements = new ArrayList<>(json.size());
    for (int i = 0; i < json.size(); i++) {
      elements.add(value(json.get(i), shape.element(), pointer + "/" + i));
    }
    return elements;
  }

  private SequencedMap<String, @Nullable Object> map(
      ObjectNode json, Shape.MapOf shape, String pointer) {
    SequencedMap<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      values.put(
          entry.getKey(), value(entry.getValue(), shape.value(), below(pointer, entry.getKey())));
    }
    return values;
  }

  private @Nullable Object oneOf(ObjectNode json, Shape.OneOf union, String pointer) {
    JsonNode tag = json.get(union.tag());
    String place = below(pointer, union.tag());
    String words = String.join(", ", union.cases().keySet());
    if (tag == null) {
      return fault(place, "required", "expected one of " + words + ", found nothing");
    }
    Shape.Structure found = tag.isTextual() ? union.cases().get(tag.textValue()) : null;
    return found != null
        ? structure(json, found, pointer)
        : fault(place, "value", "expected one of " + words + ", found " + quoted(tag));
  }

  private @Nullable Object structure(ObjectNode json, Shape.Structure shape, String pointer) {
    int before = issues.size();
    @Nullable Object[] arguments = new @Nullable Object[shape.members().size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = member(json, shape.members().get(i), pointer);
    }
    if (issues.size() > before) {
      return null;
    }
    try {
      return Reflection.create(shape.constructor(), arguments);
    } catch (IllegalArgumentException refused) {
      return fault(pointer, "value", String.valueOf(refused.getMessage()));
    }
  }

  private @Nullable Object member(ObjectNode json, Shape.Member member, String pointer) {
    JsonNode value = json.get(member.name());
    String place = below(pointer, member.name());
    boolean isAbsent =
        value == null
            || (value.isNull()
                && !(member.shape() instanceof Shape.Any(boolean isObject) && !isObject));
    if (value != null && !isAbsent) {
      return value(value, member.shape(), place);
    }
    if (member.isOptional()) {
      return null;
    }
    return isOfOlder ? absent(member.shape(), place) : missing(member.shape(), place);
  }

  private @Nullable Object absent(Shape shape, String place) {
    return switch (shape) {
      case Shape.ListOf _ -> List.of();
      case Shape.MapOf _ -> new LinkedHashMap<>();
      case Shape.Text _,
          Shape.Flag _,
          Shape.Time _,
          Shape.Whole _,
          Shape.Real _,
          Shape.Any _,
          Shape.Choice _,
          Shape.OpenChoice _,
          Shape.Named _,
          Shape.Structure _,
          Shape.OneOf _ ->
          missing(shape, place);
    };
  }

  private @Nullable Object missing(Shape shape, String place) {
    return fault(place, "required", "expected " + nameOf(shape) + ", found nothing");
  }

  private static String nameOf(Shape shape) {
    return switch (shape) {
      case Shape.Text _, Shape.OpenChoice _ -> "a string";
      case Shape.Time _ -> "a time as a string";
      case Shape.Flag _ -> "true or false";
      case Shape.Whole _ -> "a whole number";
      case Shape.Real _ -> "a number";
      case Shape.Any any -> any.isObject() ? "an object" : "a value";
      case Shape.Choice choice -> "one of " + String.join(", ", choice.words().keySet());
      case Shape.ListOf _ -> "an array";
      case Shape.MapOf _, Shape.Named _, Shape.Structure _, Shape.OneOf _ -> "an object";
    };
  }

  private @Nullable Object wrong(JsonNode json, String expected, String pointer) {
    return fault(pointer, "type", "expected " + expected + ", found " + quoted(json));
  }

  private @Nullable Object fault(String pointer, String code, String message) {
    issues.add(new BindingIssue(pointer, code, message));
    return null;
  }

  /** A value in a message: scalars as they are but short, containers by name. */
  private static String quoted(JsonNode json) {
    if (json.isObject()) {
      return "an object";
    }
    if (json.isArray()) {
      return "an array";
    }
    String text = json.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  private static String below(String pointer, String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
