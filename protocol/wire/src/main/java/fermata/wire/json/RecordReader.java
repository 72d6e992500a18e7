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
    Object value = reader.value(json, Shape.of(type), Place.ROOT);
    if (value == null || !reader.issues.isEmpty()) {
      throw new BindingException(reader.issues);
    }
    return type.cast(value);
  }

  private @Nullable Object value(JsonNode json, Shape shape, Place pointer) {
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

  private @Nullable Object time(JsonNode json, Place pointer) {
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

  private @Nullable Object whole(JsonNode json, Shape.Whole shape, Place pointer) {
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

  private @Nullable Object real(JsonNode json, Shape.Real shape, Place pointer) {
    if (!json.isNumber()) {
      return wrong(json, "a number", pointer);
    }
    if (shape.isDecimal()) {
      return json.decimalValue();
    }
    return json.doubleValue();
  }

  private @Nullable Object choice(JsonNode json, Shape.Choice shape, Place pointer) {
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

  private List<@Nullable Object> list(JsonNode json, Shape.ListOf shape, Place pointer) {
    List<@Nullable Object> elements = new ArrayList<>(json.size());
    for (int i = 0; i < json.size(); i++) {
      elements.add(value(json.get(i), shape.element(), new Place(pointer, Integer.toString(i))));
    }
    return elements;
  }

  private SequencedMap<String, @Nullable Object> map(
      ObjectNode json, Shape.MapOf shape, Place pointer) {
    SequencedMap<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      values.put(
          entry.getKey(),
          value(entry.getValue(), shape.value(), new Place(pointer, entry.getKey())));
    }
    return values;
  }

  private @Nullable Object oneOf(ObjectNode json, Shape.OneOf union, Place pointer) {
    JsonNode tag = json.get(union.tag());
    Shape.Structure found =
        tag != null && tag.isTextual() ? union.cases().get(tag.textValue()) : null;
    if (found != null) {
      return structure(json, found, pointer);
    }
    Place place = new Place(pointer, union.tag());
    String words = String.join(", ", union.cases().keySet());
    return tag == null
        ? fault(place, "required", "expected one of " + words + ", found nothing")
        : fault(place, "value", "expected one of " + words + ", found " + quoted(tag));
  }

  private @Nullable Object structure(ObjectNode json, Shape.Structure shape, Place pointer) {
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

  private @Nullable Object member(ObjectNode json, Shape.Member member, Place pointer) {
    JsonNode value = json.get(member.name());
    Place place = new Place(pointer, member.name());
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

  private @Nullable Object absent(Shape shape, Place place) {
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

  private @Nullable Object missing(Shape shape, Place place) {
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

  private @Nullable Object wrong(JsonNode json, String expected, Place pointer) {
    return fault(pointer, "type", "expected " + expected + ", found " + quoted(json));
  }

  private @Nullable Object fault(Place pointer, String code, String message) {
    issues.add(new BindingIssue(pointer.toString(), code, message));
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

  /** Where a value stands; put into words only where there is something to say about it. */
  private record Place(@Nullable Place around, String name) {

    static final Place ROOT = new Place(null, "");

    /** {@return the JSON pointer} */
    @Override
    public String toString() {
      return around == null ? "" : around + "/" + name.replace("~", "~0").replace("/", "~1");
    }
  }
}
