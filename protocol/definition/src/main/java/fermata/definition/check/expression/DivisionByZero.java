package fermata.definition.check.expression;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.ExpressionPart;
import fermata.definition.check.rule.Rule;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.expression.Types;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A whole number that is divided by a written zero. */
public final class DivisionByZero implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F3114", "expression/division-by-zero", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A whole number is divided by zero, which fails whenever it is evaluated.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (ExpressionPart part : context.parts().calls("_/_", "_%_")) {
      boolean isZero =
          part.call().arguments().getLast()
                  instanceof ExpressionTree.Literal(_, var value, var kind)
              && kind == ExpressionTree.LiteralKind.INT
              && value.asText().equals("0");
      if (isZero && part.typeOf(part.call().arguments().getFirst()).equals(Types.INT)) {
        problems.accept(
            part.problem(
                code(), part.call().arguments().getLast(), "division by zero always fails"));
      }
    }
  }
}
