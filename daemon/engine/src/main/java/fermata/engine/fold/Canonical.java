package fermata.engine.fold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * JSON values in the one form that reading a journal gives them.
 *
 * <p>A tree that a computation made and the tree that is read back from its text must be equal, or
 * a replayed state would differ from the live one: an integer is an {@code int} node where it fits
 * into one, and a fraction is a {@code double} node.
 */
public final class Canonical {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Canonical() {}

  /** {@return an equal value in canonical form; the same tree where it is already} */
  public static JsonNode of(JsonNode value) {
    return isCanonical(value) ? value : rebuilt(value);
  }

  private static boolean isCanonical(JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER -> isCanonicalNumber(value);
      case ARRAY, OBJECT -> value.valueStream().allMatch(Canonical::isCanonical);
      case MISSING -> false;
      case BOOLEAN, NULL, STRING, BINARY, POJO -> true;
    };
  }

  private static boolean isCanonicalNumber(JsonNode value) {
    return switch (value.numberType()) {
      case INT, DOUBLE -> true;
      case LONG -> !value.canConvertToInt();
      case BIG_INTEGER -> !value.canConvertToLong();
      case FLOAT, BIG_DECIMAL -> false;
    };
  }

  private static JsonNode rebuilt(JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER -> number(value);
      case ARRAY -> array(value);
      case OBJECT -> object(value);
      case MISSING -> JSON.nullNode();
      case BOOLEAN, NULL, STRING, BINARY, POJO -> value;
    };
  }

  private static JsonNode number(JsonNode value) {
    if (!value.isIntegralNumber()) {
      return JSON.numberNode(value.doubleValue());
    }
    if (value.canConvertToInt()) {
      return JSON.numberNode(value.intValue());
    }
    return value.canConvertToLong() ? JSON.numberNode(value.longValue()) : value;
  }

  private static JsonNode array(JsonNode list) {
    ArrayNode changed = JSON.arrayNode(list.size());
    list.forEach(element -> changed.add(rebuilt(element)));
    return changed;
  }

  private static JsonNode object(JsonNode object) {
    ObjectNode changed = JSON.objectNode();
    object.properties().forEach(member -> changed.set(member.getKey(), rebuilt(member.getValue())));
    return changed;
  }
}
