package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.model.ToolPattern;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.Suggestions;
import fermata.definition.tool.Certainty;
import fermata.definition.yaml.YamlNode;
import java.util.List;
import java.util.function.Consumer;

/** A name or pattern of tools that fits none. */
public final class PatternWithoutTool implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4007", "tool/pattern-without-tool", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "No tool has this name or fits this pattern. Silent as long as some source of tools has"
        + " not answered.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (context.tools().certainty() == Certainty.INCOMPLETE) {
      return;
    }
    for (PlacedValue value : context.tree().texts(TextForm.TOOL_PATTERN)) {
      if (value.shape() instanceof Shape.Text(var form)
          && form == TextForm.TOOL_PATTERN
          && value.node() instanceof YamlNode.Scalar scalar
          && form.fits(scalar.text())
          && !isToldAbove(context, value, scalar.text())) {
        checkPattern(context, scalar, problems);
      }
    }
  }

  /** A node that takes what the agent's list has takes over its mistakes, which are told there. */
  private static boolean isToldAbove(CheckContext context, PlacedValue value, String text) {
    return !value.owner().isEmpty() && context.definition().tools().contains(new ToolPattern(text));
  }

  private void checkPattern(
      CheckContext context, YamlNode.Scalar scalar, Consumer<Problem> problems) {
    var pattern = new ToolPattern(scalar.text());
    boolean isSure = context.tools().certainty(scalar.text()) == Certainty.COMPLETE;
    if (isSure && context.tools().all().noneMatch(tool -> pattern.matches(tool.name()))) {
      List<String> known = ToolPatterns.near(context, scalar.text());
      Span span = Edits.inner(scalar);
      String message =
          "'" + scalar.text() + "' fits no tool" + Suggestions.hint(scalar.text(), known);
      Problem problem = Problem.of(code(), span, message);
      problems.accept(Edits.withNear(problem, span, scalar.text(), known));
    }
  }
}
