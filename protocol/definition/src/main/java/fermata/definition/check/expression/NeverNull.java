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

/** A comparison with null of what is never null. */
public final class NeverNull implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F3122", "expression/never-null", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "An input that must be given, or a constant, is compared with `null`, which it never is."
        + " A field that need not be given is not null either, but missing: `has(…)` asks for it.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (ExpressionPart part : context.parts().calls("_==_", "_!=_")) {
      ExpressionTree left = part.call().arguments().getFirst();
      ExpressionTree right = part.call().arguments().getLast();
      if (isNull(left) != isNull(right)) {
        checkValue(context, part, isNull(left) ? right : left, problems);
      }
    }
  }

  private static boolean isNull(ExpressionTree tree) {
    return tree instanceof ExpressionTree.Literal(_, _, var kind)
        && kind == ExpressionTree.LiteralKind.NULL;
  }

  private void checkValue(
      CheckContext context, ExpressionPart part, ExpressionTree value, Consumer<Problem> problems) {
    if (!ValuePaths.of(value).isEmpty() && ValuePaths.isSurelySet(context, part, value)) {
      String name = String.join(".", ValuePaths.of(value));
      problems.accept(part.problem(code(), part.tree(), "'" + name + "' is never null"));
    }
  }
}
