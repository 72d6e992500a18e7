package fermata.definition.check.goal;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A criterion that says nothing by which it could be judged. */
public final class NothingToMeasure implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2260", "goal/nothing-to-measure", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A criterion has neither a `measure` nor a `judge`.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks(KeyContext.CRITERION)) {
      if (block.context() == KeyContext.CRITERION
          && block.entry("measure") == null
          && block.entry("judge") == null) {
        String message = "nothing says when the criterion is met (expected: 'measure' or 'judge')";
        problems.accept(Problem.of(code(), block.owner(), message));
      }
    }
  }
}
