package fermata.definition.check.markdown;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.MarkdownDialect;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An attribute that the tool of the file must have. */
public final class MissingAttribute implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F8012", "markdown/missing-attribute", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The tool that the file is for does not load it without the attribute. It runs here all the same.";
  }

  private static final Map<KeyContext, List<String>> NEEDED =
      Map.of(
          KeyContext.CLAUDE_AGENT, List.of("name", "description"),
          KeyContext.COPILOT_AGENT, List.of("description"));

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    MarkdownDialect dialect = FrontMatters.dialect(context).orElse(MarkdownDialect.OWN);
    FrontMatters.foreign(context)
        .forEach(
            block ->
                NEEDED.getOrDefault(block.context(), List.of()).stream()
                    .filter(key -> block.entry(key) == null)
                    .forEach(
                        key ->
                            problems.accept(
                                Problem.of(
                                    code(),
                                    FrontMatters.place(block),
                                    "%s does not take an agent without '%s'"
                                        .formatted(dialect.owner(), key)))));
  }
}
