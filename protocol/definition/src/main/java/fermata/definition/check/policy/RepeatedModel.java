package fermata.definition.check.policy;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.rule.Sequences;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import java.util.function.Consumer;

/** A fallback that is the model itself. */
public final class RepeatedModel implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5013", "policy/repeated-model", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "`models` are tried when `model` is unavailable; the same one is then unavailable too.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedValue value : context.tree().lists()) {
      if (value.pointer().equals("models") && value.node() instanceof YamlNode.Sequence list) {
        Sequences.texts(list)
            .forEach(
                (item, text) -> {
                  if (text.equals(context.definition().model())) {
                    Problem problem =
                        Problem.of(code(), item.span(), "this is the model itself")
                            .withRelated(context.keyPlace("model"), "'model' is here");
                    problems.accept(Edits.withItemRemoval(problem, context, list, item));
                  }
                });
      }
    }
  }
}
