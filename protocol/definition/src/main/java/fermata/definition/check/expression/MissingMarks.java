package fermata.definition.check.expression;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.expression.ExpressionParser;
import fermata.definition.expression.TemplateParser;
import fermata.definition.index.TextPlace;
import fermata.definition.index.TextSite;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlNode;
import java.util.List;
import java.util.function.Consumer;

/** A condition that is not one expression between its marks. */
public final class MissingMarks implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F3101", "expression/missing-marks", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A condition is one expression between `${{` and `}}`, with no text around it.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (TextSite text : context.texts().values()) {
      boolean isCondition =
          text.value().shape() instanceof Shape.Text(var form) && form == TextForm.EXPRESSION;
      if (isCondition
          && !text.template().value().isSingle()
          && text.place() instanceof TextPlace.InDefinition(var scalar)) {
        problems.accept(problem(text, scalar));
      }
    }
  }

  private Problem problem(TextSite text, YamlNode.Scalar scalar) {
    if (!text.holes().isEmpty()) {
      return Problem.of(
          code(),
          scalar.span(),
          "text around the expression (expected: ${{ … }} and nothing else)");
    }
    Problem problem =
        Problem.of(code(), scalar.span(), "this is text, not an expression (expected: ${{ … }})");
    String source = scalar.text().strip();
    boolean isExpression =
        !TemplateParser.isTemplate(source) && ExpressionParser.parse(source, "").isUsable();
    return isExpression
        ? problem.withFix(
            "Make it an expression",
            List.of(new TextEdit(scalar.span(), quoted("${{ " + source + " }}"))))
        : problem;
  }

  /** Single quotes hold any text but line ends, and need no escapes but for themselves. */
  private static String quoted(String text) {
    return text.contains("\n") ? text : "'" + text.replace("'", "''") + "'";
  }
}
