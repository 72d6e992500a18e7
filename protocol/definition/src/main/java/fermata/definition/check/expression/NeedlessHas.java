package fermata.definition.check.expression;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.ExpressionPart;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.rule.ValuePaths;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A question whether something is there that always is. */
public final class NeedlessHas implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F3117", "expression/needless-has", Severity.HINT);
  }

  @Override
  public String summary() {
    return "`has` asks for an input or a constant that is always there, so it is always true.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (ExpressionPart part : context.parts().questions()) {
      if (part.tree() instanceof ExpressionTree.Has(_, var member)
          && ValuePaths.isSurelySet(context, part, member)) {
        String name = String.join(".", ValuePaths.of(member));
        problems.accept(
            part.problem(code(), part.tree(), "always true: '" + name + "' is always there"));
      }
    }
  }
}
