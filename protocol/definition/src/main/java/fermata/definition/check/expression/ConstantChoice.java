package fermata.definition.check.expression;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.ExpressionPart;
import fermata.definition.check.rule.Rule;
import fermata.definition.expression.ExpressionPrinter;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A choice that is always the same. */
public final class ConstantChoice implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F3113", "expression/constant-choice", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The choice `… ? … : …` always comes to the same: both results are equal, or the condition"
        + " is a constant.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (ExpressionPart part : context.parts().calls("_?_:_")) {
      ExpressionTree condition = part.call().arguments().getFirst();
      ExpressionTree ifTrue = part.call().arguments().get(1);
      ExpressionTree ifFalse = part.call().arguments().getLast();
      if (condition instanceof ExpressionTree.Literal literal && literal.value().isBoolean()) {
        ExpressionTree taken = literal.value().booleanValue() ? ifTrue : ifFalse;
        Problem problem =
            part.problem(code(), condition, "the condition is always " + literal.value());
        problems.accept(part.withOnly(problem, context, part.tree(), "", taken));
      } else if (ExpressionPrinter.print(ifTrue).equals(ExpressionPrinter.print(ifFalse))) {
        Problem problem =
            part.problem(code(), ifFalse, "the same comes out whether the condition holds or not");
        problems.accept(part.withOnly(problem, context, part.tree(), "", ifTrue));
      }
    }
  }
}
