package fermata.definition.check.graph;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.NodeForm;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.function.Consumer;

/** A default way with a condition. */
public final class DefaultWithCondition implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2107", "graph/default-with-condition", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A default way is taken when no other was; it has no condition of its own.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocksWith("default")) {
      boolean isWay = block.context() == KeyContext.EDGE || block.context() == KeyContext.NEXT;
      Entry isDefault = block.entry("default");
      Entry when = block.entry("when");
      if (isWay && isDefault != null && when != null && isTrue(isDefault)) {
        Problem problem =
            Problem.of(
                    code(),
                    when.key().span(),
                    "a default way has no condition (expected: 'when' or 'default: true')")
                .withRelated(isDefault.key().span(), "'default' is here");
        problems.accept(Edits.withRemoval(problem, context, isDefault));
      }
    }
  }

  private static boolean isTrue(Entry entry) {
    return NodeForm.of(YamlValues.resolved(entry.value())) == NodeForm.FLAG
        && YamlValues.toJson(entry.value()).booleanValue();
  }
}
