package fermata.definition.check.trigger;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.trigger.EntryBlocks.FormText;
import fermata.definition.keys.TextForm;
import fermata.definition.schedule.CronParser;
import fermata.definition.schedule.CronReading;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A cron expression that limits both fields for days. */
public final class EitherDay implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7116", "trigger/either-day", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "Cron fires on a day that fits either of the two, not both: `0 3 13 * 5` is every Friday and every 13th.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (FormText text : EntryBlocks.texts(context, TextForm.CRON)) {
      if (CronParser.parse(text.scalar().text()) instanceof CronReading.Schedule(var schedule)
          && schedule.isEitherDay()) {
        String message =
            "'%s' fires on a day that fits the month or the week, either is enough"
                .formatted(schedule.text());
        problems.accept(Problem.of(code(), Edits.inner(text.scalar()), message));
      }
    }
  }
}
