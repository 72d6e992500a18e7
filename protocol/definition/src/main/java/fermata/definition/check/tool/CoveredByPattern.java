package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.rule.Sequences;
import fermata.definition.keys.TextForm;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import java.util.SequencedMap;
import java.util.function.Consumer;

/** A name in a list beside a pattern that fits it. */
public final class CoveredByPattern implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4019", "tool/covered-by-pattern", Severity.HINT);
  }

  @Override
  public String summary() {
    return "A pattern in the same list fits the name already.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    Sequences.of(context, TextForm.TOOL_PATTERN)
        .forEach(list -> checkList(context, list, problems));
    Sequences.of(context, TextForm.FAILURE_KIND)
        .forEach(list -> checkList(context, list, problems));
  }

  private void checkList(CheckContext context, YamlNode.Sequence list, Consumer<Problem> problems) {
    SequencedMap<YamlNode, String> texts = Sequences.texts(list);
    texts.forEach(
        (item, text) ->
            texts.values().stream()
                .filter(other -> Sequences.covers(other, text) && !isMore(other, text))
                .findFirst()
                .ifPresent(
                    other -> {
                      String message = "'%s' fits '%s' already".formatted(other, text);
                      Problem problem = Problem.of(code(), item.span(), message);
                      problems.accept(Edits.withItemRemoval(problem, context, list, item));
                    }));
  }

  /** A timeout that may have had its effect is repeated by its exact name only. */
  private static boolean isMore(String pattern, String text) {
    return text.equals("tool.timeout") && pattern.equals("tool.*");
  }
}
