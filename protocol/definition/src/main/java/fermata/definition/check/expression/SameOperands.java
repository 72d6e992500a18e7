package fermata.definition.check.expression;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.ExpressionPart;
import fermata.definition.check.rule.Rule;
import fermata.definition.expression.ExpressionPrinter;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.Set;
import java.util.function.Consumer;

/** An operator with the same on both sides. */
public final class SameOperands implements Rule {

  private static final String[] OPERATORS = {
    "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "_&&_", "_||_", "_-_"
  };

  @Override
  public ProblemCode code() {
    return new ProblemCode("F3111", "expression/same-operands", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "Both sides of an operator are the same, so the result does not depend on them, or one"
        + " side is enough.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (ExpressionPart part : context.parts().calls(OPERATORS)) {
      ExpressionTree left = part.call().arguments().getFirst();
      ExpressionTree right = part.call().arguments().getLast();
      boolean isLiteral = left instanceof ExpressionTree.Literal;
      if (!isLiteral && ExpressionPrinter.print(left).equals(ExpressionPrinter.print(right))) {
        Problem problem = part.problem(code(), right, "the same stands on both sides");
        boolean isLogic = Set.of("_&&_", "_||_").contains(part.call().function());
        problems.accept(isLogic ? part.withOnly(problem, context, part.tree(), "", left) : problem);
      }
    }
  }
}
