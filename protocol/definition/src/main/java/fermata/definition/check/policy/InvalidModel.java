package fermata.definition.check.policy;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.NodeForm;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import java.util.function.Consumer;

/** A model that is not named as models are. */
public final class InvalidModel implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5002", "policy/invalid-model", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A model is named by its provider and its name, as in `anthropic/claude-sonnet-5`.";
  }

  /** An alias stands for a model, but not in the list of aliases itself. */
  private static boolean isAlias(CheckContext context, PlacedValue value, String text) {
    return context.project().aliases().containsKey(text)
        && !value.pointer().startsWith("models.aliases");
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedValue value : context.tree().texts(TextForm.MODEL)) {
      if (value.shape() instanceof Shape.Text(var form)
          && form == TextForm.MODEL
          && value.node() instanceof YamlNode.Scalar scalar
          && NodeForm.of(scalar) != NodeForm.NULL
          && !form.fits(scalar.text())
          && !isAlias(context, value, scalar.text())) {
        problems.accept(
            Problem.of(
                code(),
                scalar.span(),
                "'%s' is not a model (expected: %s)".formatted(scalar.text(), form.rule())));
      }
    }
  }
}
