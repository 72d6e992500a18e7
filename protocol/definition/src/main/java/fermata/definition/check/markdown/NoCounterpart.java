package fermata.definition.check.markdown;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyCatalogue;
import fermata.definition.keys.MarkdownDialect;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** An attribute of another tool that means nothing here. */
public final class NoCounterpart implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F8004", "markdown/no-counterpart", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "Another tool has the attribute; here it is ignored and the agent runs without it.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    MarkdownDialect dialect = FrontMatters.dialect(context).orElse(MarkdownDialect.OWN);
    FrontMatters.foreign(context)
        .flatMap(block -> block.entries().stream())
        .filter(entry -> KeyCatalogue.find(dialect.context(), entry.keyText()).isPresent())
        .filter(entry -> !dialect.hasCounterpart(entry.keyText()))
        .forEach(
            entry ->
                problems.accept(
                    Problem.of(
                        code(),
                        entry.key().span(),
                        "'%s' is of %s and has no counterpart here: it is ignored"
                            .formatted(entry.keyText(), dialect.owner()))));
  }
}
