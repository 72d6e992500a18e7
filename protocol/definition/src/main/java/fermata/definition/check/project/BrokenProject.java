package fermata.definition.check.project;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A workspace whose project file has errors. */
public final class BrokenProject implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F8030", "project/broken", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The project file of the workspace has errors. What it denies and limits may be lost, so nothing"
        + " runs beside it.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    int errors = context.project().errorCount();
    if (errors > 0) {
      String count = errors == 1 ? "1 error" : errors + " errors";
      problems.accept(
          Problem.of(
              code(),
              context.keyPlace("agent"),
              "fermata.yaml of the workspace has " + count + " (expected: none)"));
    }
  }
}
