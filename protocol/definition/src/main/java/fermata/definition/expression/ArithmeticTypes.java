package fermata.definition.expression;

import java.util.ArrayList;
import java.util.List;

/** The result types of {@code + - * / %}, as {@link Arithmetic} computes them. */
final class ArithmeticTypes {

  private record Rule(String operators, Type left, Type right, Type result) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule("+-*/%", Types.INT, Types.INT, Types.INT),
          new Rule("+-*/", Types.INT, Types.DOUBLE, Types.DOUBLE),
          new Rule("+-*/", Types.DOUBLE, Types.INT, Types.DOUBLE),
          new Rule("+-*/", Types.DOUBLE, Types.DOUBLE, Types.DOUBLE),
          new Rule("+", Types.TEXT, Types.TEXT, Types.TEXT),
          new Rule("+-", Types.TIMESTAMP, Types.DURATION, Types.TIMESTAMP),
          new Rule("+", Types.DURATION, Types.TIMESTAMP, Types.TIMESTAMP),
          new Rule("+-", Types.DURATION, Types.DURATION, Types.DURATION),
          new Rule("-", Types.TIMESTAMP, Types.TIMESTAMP, Types.DURATION));

  private ArithmeticTypes() {}

  /** {@return what the operator may give for two types that are no choices; empty if nothing} */
  static List<Type> results(String operator, Type left, Type right) {
    String written = Operators.written(operator);
    if (written.equals("+") && (isList(left) || isList(right))) {
      return lists(left, right);
    }
    var results = new ArrayList<Type>();
    for (Rule rule : RULES) {
      if (rule.operators().contains(written)
          && rule.left().accepts(left)
          && rule.right().accepts(right)) {
        results.add(rule.result());
      }
    }
    return results;
  }

  private static boolean isList(Type type) {
    return type instanceof Type.ListOf;
  }

  private static List<Type> lists(Type left, Type right) {
    if (left instanceof Type.ListOf(var ours) && right instanceof Type.ListOf(var theirs)) {
      return List.of(new Type.ListOf(Type.OneOf.of(List.of(ours, theirs))));
    }
    boolean isUnknown = left instanceof Type.Dyn || right instanceof Type.Dyn;
    return isUnknown ? List.of(Types.LIST) : List.of();
  }
}
