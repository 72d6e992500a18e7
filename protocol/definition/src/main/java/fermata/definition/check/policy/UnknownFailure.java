package fermata.definition.check.policy;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.rule.Sequences;
import fermata.definition.keys.FailureKinds;
import fermata.definition.keys.TextForm;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.Suggestions;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;
import java.util.Set;
import java.util.function.Consumer;

/** A kind of failure that is nearly one that there is. */
public final class UnknownFailure implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5011", "policy/unknown-failure", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "Nothing fails with this kind, but something with one much like it. Programs may report kinds"
        + " of their own.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    Set<String> known = FailureKinds.ALL.keySet();
    for (YamlNode.Sequence list : Sequences.of(context, TextForm.FAILURE_KIND)) {
      Sequences.texts(list)
          .forEach(
              (item, text) -> {
                boolean isNear = !Suggestions.near(text, known).isEmpty();
                if (!text.endsWith("*") && !known.contains(text) && isNear) {
                  Span span = Edits.inner(YamlValues.resolved(item));
                  String message =
                      "nothing fails with '" + text + "'" + Suggestions.hint(text, known);
                  problems.accept(
                      Edits.withNear(Problem.of(code(), span, message), span, text, known));
                }
              });
    }
  }
}
