package fermata.definition.check.expression;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.ExpressionPart;
import fermata.definition.check.rule.Rule;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A constant among conditions that are joined. */
public final class ConstantOperand implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F3112", "expression/constant-operand", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "`true` or `false` beside `&&` or `||` either changes nothing or makes the other side"
        + " meaningless.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (ExpressionPart part : context.parts().calls("_&&_", "_||_")) {
      ExpressionTree left = part.call().arguments().getFirst();
      ExpressionTree right = part.call().arguments().getLast();
      if (isFlag(left) != isFlag(right)) {
        problems.accept(
            isFlag(left)
                ? problem(context, part, left, right)
                : problem(context, part, right, left));
      }
    }
  }

  private static boolean isFlag(ExpressionTree tree) {
    return tree instanceof ExpressionTree.Literal(_, _, var kind)
        && kind == ExpressionTree.LiteralKind.BOOL;
  }

  private Problem problem(
      CheckContext context, ExpressionPart part, ExpressionTree constant, ExpressionTree other) {
    boolean isTrue =
        constant instanceof ExpressionTree.Literal literal && literal.value().booleanValue();
    boolean isNeutral = isTrue == part.call().function().equals("_&&_");
    if (!isNeutral) {
      return part.problem(code(), constant, "with this the whole is always " + isTrue);
    }
    Problem problem = part.problem(code(), constant, "'" + isTrue + "' changes nothing here");
    return part.withOnly(problem, context, part.tree(), "", other);
  }
}
