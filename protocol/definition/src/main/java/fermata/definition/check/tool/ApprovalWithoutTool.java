package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.model.ToolPattern;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.tool.Certainty;
import fermata.definition.yaml.YamlNode;
import java.util.function.Consumer;

/** A rule of approvals about tools that the agent may not use. */
public final class ApprovalWithoutTool implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4018", "tool/approval-without-tool", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "A rule of `approvals` is about tools that the agent's `tools` do not have or `deny`"
        + " forbids, so it never decides.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedValue value : context.tree().texts(TextForm.TOOL_PATTERN)) {
      if (value.context() == KeyContext.APPROVAL_RULE
          && value.shape() instanceof Shape.Text(var form)
          && form == TextForm.TOOL_PATTERN
          && value.node() instanceof YamlNode.Scalar scalar
          && form.fits(scalar.text())
          && mayExist(context, scalar.text())
          && !ToolPatterns.isAllowed(context, scalar.text())) {
        String message =
            "this rule never decides: the agent's tools do not have '%s'".formatted(scalar.text());
        Problem problem = Problem.of(code(), scalar.span(), message);
        problems.accept(withRemoval(problem, context, value.pointer()));
      }
    }
  }

  /** A tool that surely does not exist has a problem of its own. */
  private static boolean mayExist(CheckContext context, String text) {
    var pattern = new ToolPattern(text);
    return context.tools().certainty(text) == Certainty.INCOMPLETE
        || context.tools().all().anyMatch(tool -> pattern.matches(tool.name()));
  }

  private static Problem withRemoval(Problem problem, CheckContext context, String pointer) {
    String rule = pointer.substring(0, pointer.lastIndexOf('.'));
    for (PlacedValue value : context.tree().lists()) {
      if (value.pointer().equals("approvals.rules")
          && value.node() instanceof YamlNode.Sequence list
          && rule.endsWith("]")) {
        int index = Integer.parseInt(rule.substring(rule.indexOf('[') + 1, rule.length() - 1));
        return Edits.withItemRemoval(problem, context, list, list.items().get(index));
      }
    }
    return problem;
  }
}
