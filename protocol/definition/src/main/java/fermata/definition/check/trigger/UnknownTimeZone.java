package fermata.definition.check.trigger;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.trigger.EntryBlocks.FormText;
import fermata.definition.keys.TextForm;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.Suggestions;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A time zone that the database of time zones does not have. */
public final class UnknownTimeZone implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7104", "trigger/unknown-time-zone", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The time zone is not in the database of time zones, which names them by continent and city.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (FormText text : EntryBlocks.texts(context, TextForm.TIME_ZONE)) {
      String name = text.scalar().text();
      if (!isKnown(name)) {
        Set<String> known = ZoneId.getAvailableZoneIds();
        Span span = Edits.inner(text.scalar());
        String message =
            "time zone '%s' is not known (expected: such as Europe/Berlin)%s"
                .formatted(name, near(name, known));
        problems.accept(Edits.withNear(Problem.of(code(), span, message), span, name, known));
      }
    }
  }

  private static String near(String name, Set<String> known) {
    List<String> near = Suggestions.near(name, known);
    return near.isEmpty() ? "" : ", did you mean '" + near.getFirst() + "'?";
  }

  private static boolean isKnown(String name) {
    try {
      return ZoneId.of(name).getRules() != null;
    } catch (DateTimeException unknown) {
      return false;
    }
  }
}
