package fermata.definition.schedule;

import fermata.definition.text.Span;

/** What became of a text that should be a cron expression. */
public sealed interface CronReading {

  /** It is one. */
  record Schedule(CronSchedule schedule) implements CronReading {}

  /**
   * It is none.
   *
   * @param span the part that is wrong, from the start of the text
   */
  record Fault(Span span, String message) implements CronReading {}
}
