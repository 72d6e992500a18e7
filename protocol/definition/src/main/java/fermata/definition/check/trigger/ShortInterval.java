package fermata.definition.check.trigger;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.trigger.EntryBlocks.EntryBlock;
import fermata.definition.keys.DurationText;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Trigger;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** An interval that is too short to start runs at. */
public final class ShortInterval implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7115", "trigger/short-interval", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The shortest interval is a second: below it a run has hardly started when the next is due.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (EntryBlock entry : EntryBlocks.in(context)) {
      Block trigger = entry.trigger();
      YamlNode.Entry every = trigger == null ? null : trigger.entry("every");
      if (every != null && YamlValues.resolved(every.value()) instanceof YamlNode.Scalar scalar) {
        Optional<Duration> interval = DurationText.parse(scalar.text());
        if (interval.filter(ShortInterval::isTooShort).isPresent()) {
          String message = "interval '" + scalar.text() + "' (expected: at least 1s)";
          Problem problem = Problem.of(code(), scalar.span(), message);
          problems.accept(Edits.withReplacement(problem, Edits.inner(scalar), "1s"));
        }
      }
    }
  }

  private static boolean isTooShort(Duration interval) {
    return DurationText.isAllowed(interval) && interval.compareTo(Trigger.INTERVAL_MIN) < 0;
  }
}
