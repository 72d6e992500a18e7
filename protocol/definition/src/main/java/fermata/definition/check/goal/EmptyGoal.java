package fermata.definition.check.goal;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A goal with nothing in it that could be judged. */
public final class EmptyGoal implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2263", "goal/empty", Severity.HINT);
  }

  @Override
  public String summary() {
    return "A goal has neither criteria nor constraints, so no run is judged by it.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks(KeyContext.GOAL)) {
      if (block.context() == KeyContext.GOAL
          && block.entry("success") == null
          && block.entry("constraints") == null) {
        String message = "nothing is judged by this goal (expected: 'success' or 'constraints')";
        problems.accept(Problem.of(code(), block.owner(), message));
      }
    }
  }
}
