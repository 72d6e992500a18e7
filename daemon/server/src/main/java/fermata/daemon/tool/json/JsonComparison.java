package fermata.daemon.tool.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Compares values as RFC 9535, section 2.3.5.2.2, says; none at all equals none. */
final class JsonComparison {

  private JsonComparison() {}

  static boolean holds(
      Optional<JsonNode> left, JsonPath.Operator operator, Optional<JsonNode> right) {
    return switch (operator) {
      case EQ -> equal(left, right);
      case NE -> !equal(left, right);
      case LT -> less(left, right);
      case GT -> less(right, left);
      case LE -> less(left, right) || equal(left, right);
      case GE -> less(right, left) || equal(left, right);
    };
  }

  private static boolean equal(Optional<JsonNode> left, Optional<JsonNode> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return left.isEmpty() && right.isEmpty();
    }
    return left.get().equals(JsonComparison::byNumber, right.get());
  }

  private static int byNumber(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue());
    }
    return one.equals(other) ? 0 : 1;
  }

  private static boolean less(Optional<JsonNode> left, Optional<JsonNode> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return false;
    }
    JsonNode one = left.get();
    JsonNode other = right.get();
    if (one.isNumber() && other.isNumber()) {
      return byNumber(one, other) < 0;
    }
    return one.isTextual() && other.isTextual() && isBefore(one.textValue(), other.textValue());
  }

  // By code points, which differs from Java's order where a surrogate meets U+E000 or above.
  private static boolean isBefore(String one, String other) {
    int common = firstDifference(one, other);
    if (common == one.length() || common == other.length()) {
      return one.length() < other.length();
    }
    return one.codePointAt(common) < other.codePointAt(common);
  }

  private static int firstDifference(String one, String other) {
    int end = Math.min(one.length(), other.length());
    int i = 0;
    while (i < end && one.charAt(i) == other.charAt(i)) {
      i++;
    }
    boolean isInPair = i > 0 && i < end && Character.isHighSurrogate(one.charAt(i - 1));
    return isInPair ? i - 1 : i;
  }
}
