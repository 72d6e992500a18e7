package fermata.definition.check.reference;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.SymbolKind;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A field of the input that no expression reads. */
public final class UnusedInput implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2010", "reference/unused-input", Severity.HINT);
  }

  @Override
  public String summary() {
    return "No expression reads the field of the input.";
  }

  @Override
  public boolean isOfUse() {
    return true;
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    Unused.of(context, SymbolKind.INPUT)
        .forEach(
            found ->
                problems.accept(
                    Problem.of(
                        code(),
                        found.name(),
                        "input '" + found.symbol().name() + "' is never read")));
  }
}
