package fermata.definition.check.key;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A key with nothing after it. */
public final class EmptyValue implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1111", "key/empty", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "Nothing stands after the key.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedValue value : context.tree().absent()) {
      boolean isFree =
          value.shape() instanceof Shape.Literal || value.shape() instanceof Shape.Computed;
      // An alias of nothing has a problem of its own.
      boolean isNothing = value.node().span().length() == 0;
      if (isNothing && !isFree && !value.pointer().isEmpty()) {
        problems.accept(Problem.of(code(), value.keySpan(), message(context, value)));
      }
    }
  }

  private static String message(CheckContext context, PlacedValue value) {
    String key = context.source().slice(value.keySpan());
    String where = key.isEmpty() ? "here" : "after '" + key + "'";
    return "nothing stands " + where + " (expected: " + value.declared().describe() + ")";
  }
}
