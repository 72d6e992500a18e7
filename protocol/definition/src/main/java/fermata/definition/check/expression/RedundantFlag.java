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

/** A flag that is compared with a flag. */
public final class RedundantFlag implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F3110", "expression/redundant-flag", Severity.HINT);
  }

  @Override
  public String summary() {
    return "A flag is a condition on its own; comparing it with `true` or `false` adds nothing.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (ExpressionPart part : context.parts().calls("_==_", "_!=_")) {
      ExpressionTree left = part.call().arguments().getFirst();
      ExpressionTree right = part.call().arguments().getLast();
      if (right instanceof ExpressionTree.Literal literal) {
        checkOperand(context, part, left, literal, problems);
      } else if (left instanceof ExpressionTree.Literal literal) {
        checkOperand(context, part, right, literal, problems);
      }
    }
  }

  private void checkOperand(
      CheckContext context,
      ExpressionPart part,
      ExpressionTree operand,
      ExpressionTree.Literal literal,
      Consumer<Problem> problems) {
    boolean isFlag = literal.kind() == ExpressionTree.LiteralKind.BOOL;
    if (isFlag && part.typeOf(operand).equals(Types.BOOL)) {
      boolean isKept = literal.value().booleanValue() == part.call().function().equals("_==_");
      Problem problem =
          part.problem(
              code(), part.tree(), "comparing a flag with '" + literal.value() + "' adds nothing");
      problems.accept(part.withOnly(problem, context, part.tree(), isKept ? "" : "!", operand));
    }
  }
}
