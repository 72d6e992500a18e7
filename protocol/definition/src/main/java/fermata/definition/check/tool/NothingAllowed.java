package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import java.util.function.Consumer;

/** A tool that a model node lists and the agent may not use. */
public final class NothingAllowed implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4008", "tool/nothing-allowed", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "A model node lists a tool that the agent's `tools` do not have or `deny` forbids; the"
        + " model will not get it.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedValue value : context.tree().texts(TextForm.TOOL_PATTERN)) {
      if (value.context() == KeyContext.NODE_LLM
          && value.shape() instanceof Shape.Text(var form)
          && form == TextForm.TOOL_PATTERN
          && value.node() instanceof YamlNode.Scalar scalar
          && !ToolPatterns.isAllowed(context, scalar.text())) {
        problems.accept(
            Problem.of(
                code(),
                scalar.span(),
                "the agent's tools do not have '%s', so the model will not get it"
                    .formatted(scalar.text())));
      }
    }
  }
}
