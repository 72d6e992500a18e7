package fermata.definition.check.expression;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.expression.ExpressionTrees;
import fermata.definition.index.ExpressionSite;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A condition that looks at nothing. */
public final class ConstantCondition implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F3107", "expression/constant-condition", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The condition reads nothing, so it is always the same.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (ExpressionSite site : context.index().expressions()) {
      boolean isCondition =
          site.text().value().shape() instanceof Shape.Text(var form)
              && form == TextForm.EXPRESSION;
      if (isCondition && site.text().template().isUsable() && readsNothing(site)) {
        problems.accept(
            Problem.of(code(), site.span(), "the condition reads nothing and is always the same"));
      }
    }
  }

  private static boolean readsNothing(ExpressionSite site) {
    List<ExpressionTree> reads = new ArrayList<>();
    ExpressionTrees.walk(
        site.expression().root(),
        tree -> {
          if (tree instanceof ExpressionTree.Name || tree instanceof ExpressionTree.Missing) {
            reads.add(tree);
          }
        });
    return reads.isEmpty();
  }
}
