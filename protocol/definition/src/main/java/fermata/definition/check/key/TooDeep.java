package fermata.definition.check.key;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** Values that nest deeper than anything that a run could be given. */
public final class TooDeep implements Rule {

  public static final ProblemCode CODE = new ProblemCode("F1113", "key/too-deep", Severity.ERROR);

  @Override
  public ProblemCode code() {
    return CODE;
  }

  @Override
  public String summary() {
    return "Values may nest " + PlacedTree.DEPTH_MAX + " levels deep.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    // One is enough: what is too deep usually is so in thousands of places.
    context.tree().tooDeep().stream()
        .findFirst()
        .ifPresent(
            span ->
                problems.accept(
                    Problem.of(
                        code(),
                        span,
                        "values nest deeper than "
                            + PlacedTree.DEPTH_MAX
                            + " levels from here on")));
  }
}
