package fermata.definition.check.policy;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.function.Consumer;

/** A key about questions that nobody answers, which another end of theirs makes useless. */
public final class UnansweredWithoutEffect implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5065", "policy/unanswered-without-effect", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "`answer` counts only for `then: default`, and `to` is asked only for `then: escalate`.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks(KeyContext.QUESTION_TIMEOUT)) {
      report(context, block, "answer", "default", problems);
      report(context, block, "to", "escalate", problems);
    }
  }

  private void report(
      CheckContext context, Block block, String key, String end, Consumer<Problem> problems) {
    Entry found = block.entry(key);
    Entry then = block.entry("then");
    boolean isOfUse =
        then != null
            && YamlValues.resolved(then.value()) instanceof YamlNode.Scalar scalar
            && scalar.text().equals(end);
    if (found != null && !isOfUse) {
      String message = "'%s' does nothing without 'then: %s'".formatted(key, end);
      Problem problem = Problem.of(code(), found.key().span(), message);
      problems.accept(Edits.withRemoval(problem, context, found));
    }
  }
}
