package fermata.definition.check.expression;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.ExpressionPart;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.rule.ValuePaths;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.expression.Type;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** An index that the list cannot have. */
public final class IndexOutOfRange implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F3115", "expression/index-out-of-range", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A list has no element of this index: indexes count from 0, never from the end, and the"
        + " last one is one less than the size.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (ExpressionPart part : context.parts().calls("_[_]")) {
      ExpressionTree list = part.call().arguments().getFirst();
      if (part.call().arguments().getLast() instanceof ExpressionTree.Literal index
          && index.kind() == ExpressionTree.LiteralKind.INT
          && part.typeOf(list) instanceof Type.ListOf) {
        checkIndex(context, part, list, index, problems);
      }
    }
  }

  private void checkIndex(
      CheckContext context,
      ExpressionPart part,
      ExpressionTree list,
      ExpressionTree.Literal index,
      Consumer<Problem> problems) {
    long sizeMax = sizeMax(context, part, list);
    long at = index.value().longValue();
    if (at < 0) {
      problems.accept(
          part.problem(code(), index, "indexes count from 0 (expected: size(…) - 1 for the last)"));
    } else if (at >= sizeMax) {
      String message = "the list has no element %d (expected: less than %d)".formatted(at, sizeMax);
      problems.accept(part.problem(code(), index, message));
    }
  }

  /** How many elements the list has at most. */
  private static long sizeMax(CheckContext context, ExpressionPart part, ExpressionTree list) {
    if (list instanceof ExpressionTree.ListLiteral(_, var items)) {
      return items.size();
    }
    return ValuePaths.findSchema(context, part, list)
        .map(schema -> schema.path("maxItems").asLong(Long.MAX_VALUE))
        .orElse(Long.MAX_VALUE);
  }
}
