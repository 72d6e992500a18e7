package fermata.definition.check.expression;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.ExpressionPart;
import fermata.definition.check.rule.NumberRange;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.rule.ValuePaths;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A comparison with a number that the other side never comes to or never leaves. */
public final class AlwaysSame implements Rule {

  private static final List<String> ORDER = List.of("_<_", "_<=_", "_>_", "_>=_");
  private static final List<String> TURNED = List.of("_>_", "_>=_", "_<_", "_<=_");

  @Override
  public ProblemCode code() {
    return new ProblemCode("F3118", "expression/always-same", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The comparison is always true or always false: the schema of the value has bounds, and a"
        + " size is never below zero.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (ExpressionPart part : context.parts().calls(ORDER.toArray(String[]::new))) {
      ExpressionTree left = part.call().arguments().getFirst();
      ExpressionTree right = part.call().arguments().getLast();
      String operator = part.call().function();
      if (number(right) != null) {
        checkRange(context, part, left, operator, number(right), problems);
      } else if (number(left) != null) {
        String turned = TURNED.get(ORDER.indexOf(operator));
        checkRange(context, part, right, turned, number(left), problems);
      }
    }
  }

  private static @Nullable BigDecimal number(ExpressionTree tree) {
    return tree instanceof ExpressionTree.Literal(_, var value, _) && value.isNumber()
        ? value.decimalValue()
        : null;
  }

  private void checkRange(
      CheckContext context,
      ExpressionPart part,
      ExpressionTree value,
      String operator,
      @Nullable BigDecimal number,
      Consumer<Problem> problems) {
    NumberRange range = rangeOf(context, part, value);
    if (number == null || range == null) {
      return;
    }
    boolean isStrict = operator.equals("_<_") || operator.equals("_>=_");
    boolean isAbove = operator.equals("_>_") || operator.equals("_>=_");
    Boolean isBelow = range.isBelow(number, isStrict);
    if (isBelow != null) {
      problems.accept(
          part.problem(
              code(), part.tree(), "always " + (isBelow != isAbove) + ": the value is " + range));
    }
  }

  private static @Nullable NumberRange rangeOf(
      CheckContext context, ExpressionPart part, ExpressionTree value) {
    if (value instanceof ExpressionTree.Call call && call.function().equals("size")) {
      return new NumberRange(BigDecimal.ZERO, false, null, false);
    }
    return ValuePaths.findSchema(context, part, value).map(NumberRange::of).orElse(null);
  }
}
