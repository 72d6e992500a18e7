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
import java.util.function.Consumer;

/** A pattern of files that are not below the workspace. */
public final class PatternOutside implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7112", "trigger/pattern-outside", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A trigger sees files below the workspace, by paths relative to it.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (FormText text : EntryBlocks.texts(context, TextForm.FILE_PATTERN)) {
      String pattern = text.scalar().text();
      if (!PathPattern.isInside(pattern)) {
        String message =
            "'" + pattern + "' is not below the workspace (expected: such as inbox/*.csv)";
        problems.accept(Problem.of(code(), Edits.inner(text.scalar()), message));
      }
    }
  }
}
