package fermata.definition.check.policy;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.TextForm;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import java.util.function.Consumer;

/** An agent that may use every tool there is. */
public final class EverythingAllowed implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5006", "policy/everything-allowed", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "`*` allows every tool, also those that are added later.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedValue value : context.tree().texts(TextForm.TOOL_PATTERN)) {
      if (value.pointer().startsWith("tools[")
          && value.node() instanceof YamlNode.Scalar scalar
          && scalar.text().equals("*")) {
        problems.accept(
            Problem.of(
                code(),
                scalar.span(),
                "every tool is allowed, also those that are added later (expected: the tools that"
                    + " are needed)"));
      }
    }
  }
}
