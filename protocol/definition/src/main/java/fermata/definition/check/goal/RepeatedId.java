package fermata.definition.check.goal;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Two criteria, or two constraints, of one name. */
public final class RepeatedId implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2261", "goal/repeated-id", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "Two criteria or two constraints of a goal have the same id.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    check(context, KeyContext.CRITERION, "criterion", problems);
    check(context, KeyContext.CONSTRAINT, "constraint", problems);
  }

  private void check(
      CheckContext context, KeyContext kind, String noun, Consumer<Problem> problems) {
    Map<String, Span> seen = new HashMap<>();
    for (Block block : context.tree().blocks(kind)) {
      YamlNode.Entry id = block.context() == kind ? block.entry("id") : null;
      if (id != null && YamlValues.resolved(id.value()) instanceof YamlNode.Scalar name) {
        Span first = seen.putIfAbsent(name.text(), name.span());
        if (first != null) {
          problems.accept(
              Problem.of(
                      code(), name.span(), "there is a " + noun + " '" + name.text() + "' already")
                  .withRelated(first, "the first is here"));
        }
      }
    }
  }
}
