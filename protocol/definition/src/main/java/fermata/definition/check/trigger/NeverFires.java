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

/** A cron expression for days that no year has. */
public final class NeverFires implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7103", "trigger/never-fires", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "No year has such a day, so the trigger would never fire.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (FormText text : EntryBlocks.texts(context, TextForm.CRON)) {
      if (CronParser.parse(text.scalar().text()) instanceof CronReading.Schedule(var schedule)
          && !schedule.everFires()) {
        String message = "'" + schedule.text() + "' never fires: no such month has such a day";
        problems.accept(Problem.of(code(), Edits.inner(text.scalar()), message));
      }
    }
  }
}
