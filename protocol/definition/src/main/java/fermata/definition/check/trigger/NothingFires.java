package fermata.definition.check.trigger;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.trigger.EntryBlocks.EntryBlock;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A trigger that does not say what fires it. */
public final class NothingFires implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7101", "trigger/nothing-fires", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A trigger says what fires it: a calendar, an interval, a request or a change of files.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (EntryBlock entry : EntryBlocks.in(context)) {
      Block trigger = entry.trigger();
      if (trigger != null
          && EntryBlocks.KINDS.stream().allMatch(key -> trigger.entry(key) == null)) {
        String message =
            "nothing fires the trigger (expected: one of "
                + String.join(", ", EntryBlocks.KINDS)
                + ")";
        problems.accept(Problem.of(code(), trigger.owner(), message));
      }
    }
  }
}
