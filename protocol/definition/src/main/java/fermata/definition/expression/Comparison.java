package fermata.definition.expression;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Equality and order of values.
 *
 * <p>Numbers are compared as numbers, whatever their types. Values of other different types are not
 * equal; there is no order between them. Texts are ordered by code point.
 *
 * <p>CEL language definition, sections Equality and Ordering.
 */
final class Comparison {

  private final Budget budget;
  private int depth;

  private Comparison(Budget budget) {
    this.budget = budget;
  }

  /** Whether two values are equal; meaningless once the budget is spent. */
  static boolean areEqual(CelValue left, CelValue right, Budget budget) {
    return new Comparison(budget).areEqual(left, right);
  }

  private boolean areEqual(CelValue left, CelValue right) {
    boolean isShallow = depth < Evaluator.VALUE_DEPTH_MAX;
    if (!budget.spend(isShallow ? 1 : Long.MAX_VALUE)) {
      return false;
    }
    depth++;
    boolean areEqual = areEqualHere(left, right);
    depth--;
    return areEqual;
  }

  private boolean areEqualHere(CelValue left, CelValue right) {
    if (isNumber(left) && isNumber(right)) {
      return compareNumbers(left, right).equals(OptionalInt.of(0));
    }
    return switch (left) {
      case CelValue.ListValue(var ours) when right instanceof CelValue.ListValue(var theirs) ->
          areEqual(ours, theirs);
      case CelValue.MapValue(var ours) when right instanceof CelValue.MapValue(var theirs) ->
          areEqual(ours, theirs);
      case CelValue.TextValue(var ours) when right instanceof CelValue.TextValue(var theirs) ->
          budget.spendText(Math.min(ours.length(), theirs.length())) && ours.equals(theirs);
      case CelValue other -> other.equals(right);
    };
  }

  private boolean areEqual(List<CelValue> ours, List<CelValue> theirs) {
    if (ours.size() != theirs.size()) {
      return false;
    }
    var others = theirs.iterator();
    for (CelValue item : ours) {
      if (!areEqual(item, others.next())) {
        return false;
      }
    }
    return true;
  }

  private boolean areEqual(Map<CelValue, CelValue> ours, Map<CelValue, CelValue> theirs) {
    if (ours.size() != theirs.size()) {
      return false;
    }
    for (Map.Entry<CelValue, CelValue> entry : ours.entrySet()) {
      CelValue other = theirs.get(entry.getKey());
      if (other == null || !areEqual(entry.getValue(), other)) {
        return false;
      }
    }
    return true;
  }

  /** Whether there is an order between values of these two types. */
  static boolean areOrdered(CelValue left, CelValue right) {
    return (isNumber(left) && isNumber(right))
        || (left.getClass() == right.getClass()
            && switch (left) {
              case CelValue.BoolValue _, CelValue.TextValue _ -> true;
              case CelValue.TimestampValue _, CelValue.DurationValue _ -> true;
              case CelValue _ -> false;
            });
  }

  /** {@return the sign of left minus right; empty where one of them is not a number (NaN)} */
  static OptionalInt compare(CelValue left, CelValue right) {
    return switch (left) {
      case CelValue.BoolValue(var ours) when right instanceof CelValue.BoolValue(var theirs) ->
          OptionalInt.of(Boolean.compare(ours, theirs));
      case CelValue.TextValue(var ours) when right instanceof CelValue.TextValue(var theirs) ->
          OptionalInt.of(compareTexts(ours, theirs));
      case CelValue.TimestampValue(var ours)
          when right instanceof CelValue.TimestampValue(var theirs) ->
          OptionalInt.of(ours.compareTo(theirs));
      case CelValue.DurationValue(var ours)
          when right instanceof CelValue.DurationValue(var theirs) ->
          OptionalInt.of(ours.compareTo(theirs));
      case CelValue _ -> compareNumbers(left, right);
    };
  }

  private static boolean isNumber(CelValue value) {
    return value instanceof CelValue.IntValue
        || value instanceof CelValue.RealValue
        || value instanceof CelValue.HugeValue;
  }

  private static OptionalInt compareNumbers(CelValue left, CelValue right) {
    if (left instanceof CelValue.IntValue(var ours)) {
      if (right instanceof CelValue.IntValue(var theirs)) {
        return OptionalInt.of(Long.compare(ours, theirs));
      }
      if (right instanceof CelValue.RealValue(var theirs)) {
        return compare(ours, theirs);
      }
    }
    if (left instanceof CelValue.RealValue(var ours)) {
      if (right instanceof CelValue.RealValue(var theirs)) {
        return compare(ours, theirs);
      }
      if (right instanceof CelValue.IntValue(var theirs)) {
        return negated(compare(theirs, ours));
      }
    }
    return compareHuge(left, right);
  }

  private static OptionalInt compare(double left, double right) {
    if (Double.isNaN(left) || Double.isNaN(right)) {
      return OptionalInt.empty();
    }
    // Not Double.compare, for which zero and negative zero differ.
    return OptionalInt.of(left < right ? -1 : left > right ? 1 : 0);
  }

  // CEL compares an integer with another number as two doubles, though that loses the last bits of
  // large integers.
  private static OptionalInt compare(long left, double right) {
    return compare((double) left, right);
  }

  private static OptionalInt negated(OptionalInt sign) {
    return sign.isEmpty() ? sign : OptionalInt.of(-sign.getAsInt());
  }

  private static OptionalInt compareHuge(CelValue left, CelValue right) {
    if (isUnbounded(left) || isUnbounded(right)) {
      return compare(approximate(left), approximate(right));
    }
    return OptionalInt.of(exact(left).compareTo(exact(right)));
  }

  private static boolean isUnbounded(CelValue value) {
    return value instanceof CelValue.RealValue(var number) && !Double.isFinite(number);
  }

  private static double approximate(CelValue value) {
    return value instanceof CelValue.RealValue(var number) ? number : 0;
  }

  private static BigDecimal exact(CelValue value) {
    return switch (value) {
      case CelValue.IntValue(var number) -> BigDecimal.valueOf(number);
      case CelValue.HugeValue(var number) -> new BigDecimal(number);
      case CelValue.RealValue(var number) -> new BigDecimal(number);
      case CelValue _ -> BigDecimal.ZERO;
    };
  }

  private static int compareTexts(String left, String right) {
    int shared = Math.min(left.length(), right.length());
    for (int i = 0; i < shared; i++) {
      char ours = left.charAt(i);
      char theirs = right.charAt(i);
      if (ours != theirs) {
        return Integer.compare(codePointRank(ours), codePointRank(theirs));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  // A surrogate stands for a code point above all that one unit can hold.
  private static int codePointRank(char unit) {
    return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
  }
}
