package fermata.definition.check.expression;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.ExpressionPart;
import fermata.definition.check.rule.Rule;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A look for something in a list that has nothing. */
public final class EmptyList implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F3120", "expression/empty-list", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "Nothing is ever in an empty list, so the condition is always false.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (ExpressionPart part : context.parts().calls("@in")) {
      ExpressionTree list = part.call().arguments().getLast();
      if (list instanceof ExpressionTree.ListLiteral(_, var items) && items.isEmpty()) {
        problems.accept(part.problem(code(), list, "always false: the list is empty"));
      }
    }
  }
}
