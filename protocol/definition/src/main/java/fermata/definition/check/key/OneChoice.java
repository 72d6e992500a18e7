package fermata.definition.check.key;

import fermata.definition.check.rule.CheckContext;
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

/** A question with a single choice. */
public final class OneChoice implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1117", "key/one-choice", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "A question with one choice asks nothing.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocksWith("choices")) {
      Entry choices = block.context() == KeyContext.NODE_HUMAN ? block.entry("choices") : null;
      if (choices != null
          && YamlValues.resolved(choices.value()) instanceof YamlNode.Sequence sequence
          && sequence.items().size() == 1) {
        problems.accept(
            Problem.of(
                code(),
                sequence.span(),
                "one choice leaves nothing to choose (expected: several)"));
      }
    }
  }
}
