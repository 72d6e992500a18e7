package fermata.definition.selector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Comparisons of JSON values, false where the types do not fit. */
final class Comparisons {

  private Comparisons() {}

  static boolean areEqual(JsonNode one, JsonNode other) {
    if (one.getNodeType() != other.getNodeType()) {
      return false;
    }
    return switch (one.getNodeType()) {
      case NUMBER -> compareNumbers(one, other) == 0;
      case ARRAY -> areEqualLists(one, other);
      case OBJECT -> areEqualObjects(one, other);
      case STRING, BOOLEAN, NULL, BINARY, MISSING, POJO -> one.equals(other);
    };
  }

  static boolean areUnequal(JsonNode one, JsonNode other) {
    return areComparable(one, other) && !areEqual(one, other);
  }

  static boolean areComparable(JsonNode one, JsonNode other) {
    return one.isNull() || other.isNull() || one.getNodeType() == other.getNodeType();
  }

  static boolean order(JsonNode one, JsonNode other, IntPredicate wanted) {
    if (one.isNumber() && other.isNumber()) {
      return isReal(one) && isReal(other) && wanted.test(compareNumbers(one, other));
    }
    return one.isTextual()
        && other.isTextual()
        && wanted.test(compareTexts(one.textValue(), other.textValue()));
  }

  static boolean isElement(JsonNode value, JsonNode list) {
    return any(list, element -> areEqual(value, element));
  }

  static boolean isNoElement(JsonNode value, JsonNode list) {
    boolean isComparable = list.isEmpty() || any(list, element -> areComparable(value, element));
    return isComparable && !isElement(value, list);
  }

  static boolean any(JsonNode list, Predicate<JsonNode> condition) {
    for (JsonNode element : list) {
      if (condition.test(element)) {
        return true;
      }
    }
    return false;
  }

  private static boolean areEqualLists(JsonNode one, JsonNode other) {
    if (one.size() != other.size()) {
      return false;
    }
    Iterator<JsonNode> others = other.iterator();
    for (JsonNode element : one) {
      if (!areEqual(element, others.next())) {
        return false;
      }
    }
    return true;
  }

  private static boolean areEqualObjects(JsonNode one, JsonNode other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (Map.Entry<String, JsonNode> member : one.properties()) {
      JsonNode same = other.get(member.getKey());
      if (same == null || !areEqual(member.getValue(), same)) {
        return false;
      }
    }
    return true;
  }

  private static int compareNumbers(JsonNode one, JsonNode other) {
    if (one.canConvertToLong()
        && other.canConvertToLong()
        && one.isIntegralNumber()
        && other.isIntegralNumber()) {
      return Long.compare(one.longValue(), other.longValue());
    }
    return isReal(one) && isReal(other)
        ? one.decimalValue().compareTo(other.decimalValue())
        : Double.compare(one.doubleValue(), other.doubleValue());
  }

  /** JSON has no other numbers, but a tree that was not read from JSON may. */
  private static boolean isReal(JsonNode number) {
    return !number.isFloatingPointNumber() || Double.isFinite(number.doubleValue());
  }

  /** UTF-16 has characters beyond the first plane before some within it. */
  private static int compareTexts(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      char left = one.charAt(i);
      char right = other.charAt(i);
      if (left != right) {
        return Character.isSurrogate(left) != Character.isSurrogate(right)
            ? Boolean.compare(Character.isSurrogate(left), Character.isSurrogate(right))
            : Character.compare(left, right);
      }
    }
    return Integer.compare(one.length(), other.length());
  }
}
