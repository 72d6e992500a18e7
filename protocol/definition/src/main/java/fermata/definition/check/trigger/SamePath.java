package fermata.definition.check.trigger;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.trigger.EntryBlocks.FormText;
import fermata.definition.keys.TextForm;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Two entry points with one path for their requests. */
public final class SamePath implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7109", "trigger/same-path", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A request would be for two entry points: each webhook has a path of its own.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    Map<String, FormText> seen = new HashMap<>();
    for (FormText text : EntryBlocks.texts(context, TextForm.WEBHOOK_PATH)) {
      FormText first = seen.putIfAbsent(text.scalar().text(), text);
      if (first != null) {
        String message = "path '" + text.scalar().text() + "' has two entry points";
        problems.accept(
            Problem.of(code(), Edits.inner(text.scalar()), message)
                .withRelated(Edits.inner(first.scalar()), "the first one is here"));
      }
    }
  }
}
