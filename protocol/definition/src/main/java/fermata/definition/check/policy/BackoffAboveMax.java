package fermata.definition.check.policy;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.DurationText;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Retry;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.function.Consumer;

/** A wait between attempts that is longer than any wait is. */
public final class BackoffAboveMax implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5010", "policy/backoff-above-max", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "No wait between two attempts is longer than five minutes, whatever `backoff` says.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks(KeyContext.RETRY)) {
      Entry backoff = block.context() == KeyContext.RETRY ? block.entry("backoff") : null;
      if (backoff != null
          && YamlValues.resolved(backoff.value()) instanceof YamlNode.Scalar scalar
          && DurationText.parse(scalar.text())
              .filter(DurationText::isAllowed)
              .filter(wait -> wait.compareTo(Retry.BACKOFF_MAX) > 0)
              .isPresent()) {
        String longest = DurationText.of(Retry.BACKOFF_MAX);
        Span span = Edits.inner(scalar);
        Problem problem = Problem.of(code(), span, "the longest wait is " + longest);
        problems.accept(Edits.withReplacement(problem, span, longest));
      }
    }
  }
}
