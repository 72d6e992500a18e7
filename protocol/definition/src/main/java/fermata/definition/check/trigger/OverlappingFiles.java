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
    List<Watched> all =
        EntryBlocks.texts(context, TextForm.FILE_PATTERN).stream().map(Watched::of).toList();
    for (int i = 1; i < all.size(); i++) {
      Watched later = all.get(i);
      for (int j = 0; j < i; j++) {
        Watched earlier = all.get(j);
        if (!earlier.entry().equals(later.entry()) && earlier.pattern().overlaps(later.pattern())) {
          problems.accept(problem(earlier.text(), later.text()));
          break;
        }
      }
    }
  }

  /** A pattern and the entry point that it starts. */
  private record Watched(FormText text, String entry, PathPattern pattern) {

    static Watched of(FormText text) {
      String pointer = text.value().pointer();
      String entry = pointer.substring(0, Math.max(0, pointer.lastIndexOf(".trigger.")));
      return new Watched(text, entry, PathPattern.of(text.scalar().text()));
    }
  }

  private Problem problem(FormText earlier, FormText later) {
    String message =
        "files that fit '%s' may fit '%s' too, which starts runs of another entry point"
            .formatted(later.scalar().text(), earlier.scalar().text());
    return Problem.of(code(), Edits.inner(later.scalar()), message)
        .withRelated(Edits.inner(earlier.scalar()), "the other pattern is here");
  }
}
