package fermata.definition.check.markdown;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyCatalogue;
import fermata.definition.keys.KeyContext;
import fermata.definition.text.FileForm;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** Our attributes where another tool looks for its agents. */
public final class OwnAttributes implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F8018", "markdown/own-attributes", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "A file in `.github/agents` is read by VS Code and Copilot too, which ignore what only we have.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (context.source().form() != FileForm.COPILOT_AGENT) {
      return;
    }
    FrontMatters.top(context).stream()
        .filter(block -> block.context() == KeyContext.MARKDOWN_AGENT)
        .flatMap(block -> block.entries().stream())
        .filter(entry -> isOnlyOurs(entry.keyText()))
        .forEach(
            entry ->
                problems.accept(
                    Problem.of(
                        code(),
                        entry.key().span(),
                        "VS Code and Copilot, which read this file too, ignore '%s'"
                            .formatted(entry.keyText()))));
  }

  private static boolean isOnlyOurs(String key) {
    return KeyCatalogue.find(KeyContext.MARKDOWN_AGENT, key).isPresent()
        && KeyCatalogue.find(KeyContext.COPILOT_AGENT, key).isEmpty();
  }
}
