package fermata.definition.expression;

import java.util.ArrayList;

/**
 * The operators {@code + - * / %} and the sign.
 *
 * <p>Integers overflow with a fault, other numbers go to infinity. An integer and another number
 * give another number, unlike in CEL, because JSON does not tell {@code 5} from {@code 5.0}.
 *
 * <p>CEL language definition, sections Numeric Values and Timestamps.
 */
final class Arithmetic {

  private Arithmetic() {}

  static CelValue apply(String operator, CelValue left, CelValue right, Budget budget) {
    return switch (left) {
      case CelValue.IntValue(var ours) when right instanceof CelValue.IntValue(var theirs) ->
          ofInts(operator, ours, theirs);
      case CelValue.IntValue(var ours) when right instanceof CelValue.RealValue(var theirs) ->
          ofReals(operator, (double) ours, theirs);
      case CelValue.RealValue(var ours) when right instanceof CelValue.RealValue(var theirs) ->
          ofReals(operator, ours, theirs);
      case CelValue.RealValue(var ours) when right instanceof CelValue.IntValue(var theirs) ->
          ofReals(operator, ours, (double) theirs);
      case CelValue.TextValue ours when right instanceof CelValue.TextValue theirs ->
          ofTexts(operator, ours, theirs, budget);
      case CelValue.ListValue ours when right instanceof CelValue.ListValue theirs ->
          ofLists(operator, ours, theirs, budget);
      case CelValue _ -> TimeArithmetic.apply(operator, left, right);
    };
  }

  static CelValue negate(CelValue value) {
    return switch (value) {
      case CelValue.IntValue(var number) when number == Long.MIN_VALUE ->
          Faults.overflow("-(" + number + ")");
      case CelValue.IntValue(var number) -> CelValues.of(-number);
      case CelValue.RealValue(var number) -> CelValues.of(-number);
      case CelValue _ -> Faults.noOperator(Operators.NEGATE, value);
    };
  }

  private static CelValue ofInts(String operator, long left, long right) {
    try {
      return switch (operator) {
        case Operators.ADD -> CelValues.of(Math.addExact(left, right));
        case Operators.SUBTRACT -> CelValues.of(Math.subtractExact(left, right));
        case Operators.MULTIPLY -> CelValues.of(Math.multiplyExact(left, right));
        case Operators.DIVIDE ->
            right == 0 ? Faults.division(left) : CelValues.of(Math.divideExact(left, right));
        default -> remainder(left, right);
      };
    } catch (ArithmeticException _) {
      return Faults.overflow(left + " " + Operators.written(operator) + " " + right);
    }
  }

  private static CelValue remainder(long left, long right) {
    return right == 0 ? Faults.division(left) : CelValues.of(left % right);
  }

  private static CelValue ofReals(String operator, double left, double right) {
    return switch (operator) {
      case Operators.ADD -> CelValues.of(left + right);
      case Operators.SUBTRACT -> CelValues.of(left - right);
      case Operators.MULTIPLY -> CelValues.of(left * right);
      case Operators.DIVIDE -> CelValues.of(left / right);
      default -> Faults.noOperator(operator, CelValues.of(left), CelValues.of(right));
    };
  }

  private static CelValue ofTexts(
      String operator, CelValue.TextValue left, CelValue.TextValue right, Budget budget) {
    if (!operator.equals(Operators.ADD)) {
      return Faults.noOperator(operator, left, right);
    }
    boolean isPaid = budget.spendMade((long) left.value().length() + right.value().length());
    return isPaid ? CelValues.of(left.value() + right.value()) : Budget.fault();
  }

  private static CelValue ofLists(
      String operator, CelValue.ListValue left, CelValue.ListValue right, Budget budget) {
    if (!operator.equals(Operators.ADD)) {
      return Faults.noOperator(operator, left, right);
    }
    if (!budget.spend((long) left.items().size() + right.items().size())) {
      return Budget.fault();
    }
    var items = new ArrayList<CelValue>(left.items());
    items.addAll(right.items());
    return new CelValue.ListValue(items);
  }
}
