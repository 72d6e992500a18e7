package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.model.Node;
import fermata.definition.model.ToolName;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Suggestions;
import fermata.definition.tool.Certainty;
import fermata.definition.yaml.YamlNode;
import java.util.List;
import java.util.function.Consumer;

/** A runtime that nobody has, or that is denied to the agent. */
public final class UnknownRuntime implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4064", "code/unknown-runtime", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "No runtime of this name is registered, or `deny` forbids its tool `code.NAME`.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedValue value : context.tree().texts(TextForm.RUNTIME)) {
      if (value.shape() instanceof Shape.Text(var form)
          && form == TextForm.RUNTIME
          && value.node() instanceof YamlNode.Scalar scalar
          && form.fits(scalar.text())) {
        checkRuntime(context, scalar, problems);
      }
    }
  }

  private void checkRuntime(
      CheckContext context, YamlNode.Scalar scalar, Consumer<Problem> problems) {
    var tool = new ToolName(Node.Code.TOOL_PREFIX + scalar.text());
    boolean isKnown = context.tools().find(tool).isPresent();
    if (!isKnown && context.tools().certainty() == Certainty.COMPLETE) {
      List<String> known = runtimes(context);
      String message =
          "there is no runtime '" + scalar.text() + "'" + Suggestions.hint(scalar.text(), known);
      Problem problem = Problem.of(code(), scalar.span(), message);
      problems.accept(Edits.withNear(problem, scalar.span(), scalar.text(), known));
    } else if (!context.definition().allows(tool)) {
      String message =
          "runtime '%s' is not among the agent's tools (expected: '%s', and no 'deny' of it)"
              .formatted(scalar.text(), tool.value());
      problems.accept(Problem.of(code(), scalar.span(), message));
    }
  }

  private static List<String> runtimes(CheckContext context) {
    return context
        .tools()
        .all()
        .map(tool -> tool.name().value())
        .filter(name -> name.startsWith(Node.Code.TOOL_PREFIX))
        .map(name -> name.substring(Node.Code.TOOL_PREFIX.length()))
        .toList();
  }
}
