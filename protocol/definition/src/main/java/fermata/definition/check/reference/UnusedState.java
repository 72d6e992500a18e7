package fermata.definition.check.reference;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.SymbolKind;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A key of the state that no expression reads and no output takes. */
public final class UnusedState implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2011", "reference/unused-state", Severity.HINT);
  }

  @Override
  public String summary() {
    return "No expression reads the key of the state, and no output of the same name takes it.";
  }

  @Override
  public boolean isOfUse() {
    return true;
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    Unused.of(context, SymbolKind.STATE)
        .forEach(
            found ->
                problems.accept(
                    Problem.of(
                        code(),
                        found.name(),
                        "state key '" + found.symbol().name() + "' is never read")));
  }
}
