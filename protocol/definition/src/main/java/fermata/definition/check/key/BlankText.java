package fermata.definition.check.key;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.Set;
import java.util.function.Consumer;

/** A question or message with nothing in it. */
public final class BlankText implements Rule {

  private static final Set<String> KEYS = Set.of("prompt", "ask", "system");

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1119", "key/blank-text", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "A message to a model or a question to a person is blank.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedValue value : context.tree().blank()) {
      if (value.key() != null && KEYS.contains(value.key().name()) && value.context().isNode()) {
        problems.accept(
            Problem.of(code(), value.keySpan(), "'" + value.key().name() + "' is blank"));
      }
    }
  }
}
