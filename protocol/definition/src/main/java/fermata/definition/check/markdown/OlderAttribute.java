package fermata.definition.check.markdown;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.Map;
import java.util.function.Consumer;

/** An attribute that another tool has renamed. */
public final class OlderAttribute implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F8016", "markdown/older-attribute", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "VS Code has another name for the attribute now.";
  }

  private static final Map<String, String> NEWER =
      Map.of("user-invokable", "user-invocable", "infer", "disable-model-invocation");

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    FrontMatters.foreign(context)
        .filter(block -> block.context() == KeyContext.COPILOT_AGENT)
        .flatMap(block -> block.entries().stream())
        .forEach(
            entry -> {
              String newer = NEWER.get(entry.keyText());
              if (newer != null) {
                problems.accept(problem(entry, newer));
              }
            });
  }

  /** What `infer: true` says, `disable-model-invocation: false` does: no fix of one word. */
  private Problem problem(Entry entry, String newer) {
    Problem problem =
        Problem.of(
            code(),
            entry.key().span(),
            "'%s' is called '%s' in newer versions of VS Code".formatted(entry.keyText(), newer));
    return entry.keyText().equals("infer")
        ? problem
        : Edits.withReplacement(problem, Edits.inner(entry.key()), newer);
  }
}
