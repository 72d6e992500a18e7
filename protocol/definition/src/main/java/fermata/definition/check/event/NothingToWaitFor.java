package fermata.definition.check.event;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.NodeKind;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A wait for nothing. */
public final class NothingToWaitFor implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7007", "event/nothing-to-wait-for", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A `wait` node says neither a time nor an event.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks(KeyContext.NODE_WAIT)) {
      if (block.context() == KeyContext.NODE_WAIT
          && NodeKind.WAIT.tellingKeys().stream().allMatch(key -> block.entry(key) == null)) {
        problems.accept(
            Problem.of(
                code(),
                block.owner(),
                "the node waits for nothing (expected: 'for', 'until' or 'event')"));
      }
    }
  }
}
