package fermata.definition.check.expression;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.ExpressionPart;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.rule.ValuePaths;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.List;
import java.util.function.Consumer;

/** A value in case another is missing that never is. */
public final class NeedlessCoalesce implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F3116", "expression/needless-coalesce", Severity.HINT);
  }

  @Override
  public String summary() {
    return "`coalesce` takes the first value that is there; one that always is there makes the rest"
        + " needless.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (ExpressionPart part : context.parts().calls("coalesce")) {
      List<ExpressionTree> arguments = part.call().arguments();
      for (int i = 0; i + 1 < arguments.size(); i++) {
        if (ValuePaths.isSurelySet(context, part, arguments.get(i))) {
          String message = "never taken: the value before is always there";
          Problem problem = part.problem(code(), arguments.get(i + 1), message);
          problems.accept(
              i == 0
                  ? part.withOnly(problem, context, part.tree(), "", arguments.getFirst())
                  : problem);
          break;
        }
      }
    }
  }
}
