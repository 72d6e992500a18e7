package fermata.definition.check.trigger;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.trigger.EntryBlocks.EntryBlock;
import fermata.definition.keys.Pointers;
import fermata.definition.model.Trigger;
import fermata.definition.model.ValueTemplate;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A secret that stands in the file. */
public final class WrittenSecret implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7111", "trigger/written-secret", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "Everybody who has the file has the secret, so a signature by it proves nothing.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (EntryBlock entry : EntryBlocks.in(context)) {
      if (entry.entry().trigger() instanceof Trigger.Webhook(_, var secret, _)
          && secret instanceof ValueTemplate.Literal) {
        String pointer = Pointers.key(entry.block().pointer(), "trigger") + ".webhook.secret";
        String message = "the secret is written here (expected: ${{ secrets.NAME }})";
        problems.accept(Problem.of(code(), context.place(pointer), message));
      }
    }
  }
}
