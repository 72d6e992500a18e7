package fermata.definition.check.expression;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.expression.TemplateParser;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import java.util.function.Consumer;

/** An expression where none is evaluated. */
public final class NotEvaluated implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F3102", "expression/not-evaluated", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "Texts of this key are taken as they are; the expression in it is not evaluated.";
  }

  /** Most texts are, and need not be looked through. */
  private static boolean isEvaluated(Shape shape) {
    return shape instanceof Shape.Computed
        || (shape instanceof Shape.Text(var form)
            && (form == TextForm.TEMPLATE || form == TextForm.EXPRESSION));
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedValue value : context.tree().values()) {
      if (value.node() instanceof YamlNode.Scalar scalar
          && value.key() != null
          && !isEvaluated(value.shape())
          && TemplateParser.isTemplate(scalar.text())
          && !context.texts().containsKey(value.pointer())) {
        int at = scalar.text().indexOf(TemplateParser.OPENING);
        Span mark = new Span(at, at + TemplateParser.OPENING.length());
        problems.accept(
            Problem.of(
                code(),
                scalar.origins().sourceSpan(mark),
                "no expression is evaluated in '" + value.key().name() + "'"));
      }
    }
  }
}
