package fermata.definition.check.trigger;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.trigger.EntryBlocks.FormText;
import fermata.definition.keys.TextForm;
import fermata.definition.schedule.CronParser;
import fermata.definition.schedule.CronReading;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import java.util.function.Consumer;

/** A cron expression that cannot be read. */
public final class InvalidCron implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7102", "trigger/invalid-cron", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A cron expression has five fields: minute, hour, day of the month, month, day of the week.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (FormText text : EntryBlocks.texts(context, TextForm.CRON)) {
      if (CronParser.parse(text.scalar().text())
          instanceof CronReading.Fault(var at, var message)) {
        Span span = text.scalar().origins().sourceSpan(at);
        problems.accept(
            Problem.of(code(), span.length() == 0 ? text.scalar().span() : span, message));
      }
    }
  }
}
