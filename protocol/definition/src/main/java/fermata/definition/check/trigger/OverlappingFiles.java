package fermata.definition.check.trigger;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.trigger.EntryBlocks.FormText;
import fermata.definition.keys.TextForm;
import fermata.definition.schedule.PathPattern;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.List;
import java.util.function.Consumer;

/** Two entry points that one change of a file would start. */
public final class OverlappingFiles implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7113", "trigger/overlapping-files", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "One change starts runs of two entry points; where that is not meant, one of the patterns is too wide.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    List<FormText> texts = EntryBlocks.texts(context, TextForm.FILE_PATTERN);
    for (int i = 1; i < texts.size(); i++) {
      FormText later = texts.get(i);
      texts.subList(0, i).stream()
          .filter(earlier -> !isSameEntry(earlier, later))
          .filter(earlier -> overlap(earlier, later))
          .findFirst()
          .ifPresent(earlier -> problems.accept(problem(earlier, later)));
    }
  }

  private static boolean isSameEntry(FormText a, FormText b) {
    return entryOf(a).equals(entryOf(b));
  }

  private static String entryOf(FormText text) {
    String pointer = text.value().pointer();
    return pointer.substring(0, Math.max(0, pointer.lastIndexOf(".trigger.")));
  }

  private static boolean overlap(FormText a, FormText b) {
    return PathPattern.of(a.scalar().text()).overlaps(PathPattern.of(b.scalar().text()));
  }

  private Problem problem(FormText earlier, FormText later) {
    String message =
        "files that fit '%s' may fit '%s' too, which starts runs of another entry point"
            .formatted(later.scalar().text(), earlier.scalar().text());
    return Problem.of(code(), Edits.inner(later.scalar()), message)
        .withRelated(Edits.inner(earlier.scalar()), "the other pattern is here");
  }
}
