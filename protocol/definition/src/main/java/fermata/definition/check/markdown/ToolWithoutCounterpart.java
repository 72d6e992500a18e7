package fermata.definition.check.markdown;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.ForeignTools;
import fermata.definition.keys.MarkdownDialect;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.List;
import java.util.function.Consumer;

/** A tool of another program that none of ours can stand for. */
public final class ToolWithoutCounterpart implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F8006", "markdown/tool-without-counterpart", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "Another program has the tool and there is none here that does the same; it is left out.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    MarkdownDialect dialect = FrontMatters.dialect(context).orElse(MarkdownDialect.OWN);
    ForeignToolNames.of(context)
        .filter(name -> !ForeignToolNames.isKnownHere(context, name))
        .filter(name -> ForeignTools.find(dialect, name.text()).filter(List::isEmpty).isPresent())
        .forEach(
            name ->
                problems.accept(
                    Problem.of(
                        code(),
                        name.span(),
                        "tool '%s' of %s has no counterpart here: it is left out"
                            .formatted(name.text(), dialect.owner()))));
  }
}
