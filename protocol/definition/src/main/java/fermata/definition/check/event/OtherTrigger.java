package fermata.definition.check.event;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Entry;
import fermata.definition.model.Trigger;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A subscription that starts runs of an entry point that something else fires. */
public final class OtherTrigger implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7013", "event/other-trigger", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "An entry point has one kind of trigger: one that times, requests or files fire cannot be"
        + " fired by a subscription too.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks(KeyContext.SUBSCRIPTION)) {
      boolean startsRuns =
          block.context() == KeyContext.SUBSCRIPTION
              && SelectorBlock.text(block, "role").equals("trigger");
      String written = SelectorBlock.text(block, "entry");
      String name = written.isEmpty() ? AgentDefinition.DEFAULT_ENTRY : written;
      Entry entry = startsRuns ? context.definition().entries().get(name) : null;
      if (entry != null
          && entry.trigger() != null
          && !(entry.trigger() instanceof Trigger.Published)) {
        problems.accept(
            Problem.of(
                code(),
                block.owner(),
                "entry '%s' has a trigger of another kind (expected: an entry of its own)"
                    .formatted(name)));
      }
    }
  }
}
