package fermata.definition.expression;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** What functions and operators do with arguments that all have a value. */
final class Calls {

  private Calls() {}

  static CelValue apply(ExpressionTree.Call call, List<CelValue> arguments, Budget budget) {
    if (call.isMethod() || call.function().equals(Functions.MATCHES)) {
      return method(call.function(), arguments, budget);
    }
    return switch (arguments.size()) {
      case 1 -> unary(call, arguments.getFirst(), budget);
      case 2 -> binary(call, arguments.getFirst(), arguments.getLast(), budget);
      default -> Faults.noFunction(call.function(), arguments);
    };
  }

  private static CelValue method(String function, List<CelValue> arguments, Budget budget) {
    return function.equals(Functions.SIZE) && arguments.size() == 1
        ? size(arguments.getFirst())
        : TextFunctions.apply(function, arguments, budget);
  }

  private static CelValue unary(ExpressionTree.Call call, CelValue value, Budget budget) {
    return switch (call.function()) {
      case Operators.NOT -> not(value);
      case Operators.NEGATE -> Arithmetic.negate(value);
      case Functions.SIZE -> size(value);
      case Functions.TYPE -> new CelValue.KindValue(value.typeName());
      case Functions.DYN -> value;
      case Functions.JSON -> json(value, budget);
      case String conversion -> Conversions.apply(conversion, value);
    };
  }

  private static CelValue binary(
      ExpressionTree.Call call, CelValue left, CelValue right, Budget budget) {
    return switch (call.function()) {
      case Operators.EQUAL -> CelValues.of(Comparison.areEqual(left, right, budget));
      case Operators.NOT_EQUAL -> CelValues.of(!Comparison.areEqual(left, right, budget));
      case Operators.LESS -> ordered(call, left, right, sign -> sign < 0);
      case Operators.LESS_OR_EQUAL -> ordered(call, left, right, sign -> sign <= 0);
      case Operators.GREATER -> ordered(call, left, right, sign -> sign > 0);
      case Operators.GREATER_OR_EQUAL -> ordered(call, left, right, sign -> sign >= 0);
      case Operators.INDEX -> Access.element(left, right);
      case Operators.IN -> Access.in(left, right, budget);
      case Operators.ADD,
          Operators.SUBTRACT,
          Operators.MULTIPLY,
          Operators.DIVIDE,
          Operators.REMAINDER ->
          Arithmetic.apply(call.function(), left, right, budget);
      case String function -> Faults.noFunction(function, List.of(left, right));
    };
  }

  private static CelValue not(CelValue value) {
    return value instanceof CelValue.BoolValue(var truth)
        ? CelValues.of(!truth)
        : Faults.noOperator(Operators.NOT, value);
  }

  private static CelValue ordered(
      ExpressionTree.Call call, CelValue left, CelValue right, IntPredicate holds) {
    if (!Comparison.areOrdered(left, right)) {
      return Faults.noOperator(call.function(), left, right);
    }
    OptionalInt sign = Comparison.compare(left, right);
    return CelValues.of(sign.isPresent() && holds.test(sign.getAsInt()));
  }

  private static CelValue size(CelValue value) {
    return switch (value) {
      case CelValue.TextValue(var text) ->
          CelValues.of((long) text.codePointCount(0, text.length()));
      case CelValue.ListValue(var items) -> CelValues.of((long) items.size());
      case CelValue.MapValue(var entries) -> CelValues.of((long) entries.size());
      case CelValue other -> Faults.noFunction(Functions.SIZE, List.of(other));
    };
  }

  private static CelValue json(CelValue value, Budget budget) {
    var values = new JsonValues(budget);
    String text = values.text(value);
    CelValue.Fault fault = values.fault();
    return fault == null ? CelValues.of(text) : fault;
  }
}
