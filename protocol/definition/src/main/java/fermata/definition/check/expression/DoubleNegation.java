package fermata.definition.check.expression;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.ExpressionPart;
import fermata.definition.check.rule.Rule;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A negation of a negation. */
public final class DoubleNegation implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F3121", "expression/double-negation", Severity.HINT);
  }

  @Override
  public String summary() {
    return "Two negations of a flag are none.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (ExpressionPart part : context.parts().calls("!_")) {
      if (part.call().arguments().getFirst() instanceof ExpressionTree.Call inner
          && inner.function().equals("!_")) {
        Problem problem = part.problem(code(), part.tree(), "the two negations are none");
        problems.accept(
            part.withOnly(problem, context, part.tree(), "", inner.arguments().getFirst()));
      }
    }
  }
}
