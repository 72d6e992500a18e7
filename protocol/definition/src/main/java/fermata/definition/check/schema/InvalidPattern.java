package fermata.definition.check.schema;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.PlacedName;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression that cannot be read. */
public final class InvalidPattern implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1202", "schema/invalid-pattern", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The regular expression of a schema cannot be read.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedValue value : context.tree().values()) {
      if (value.shape() instanceof Shape.Text(var form)
          && form == TextForm.REGEX
          && value.node() instanceof YamlNode.Scalar scalar) {
        checkPattern(scalar, problems);
      }
    }
    for (PlacedName name : context.tree().names()) {
      if (name.form() == TextForm.REGEX && name.entry().key() instanceof YamlNode.Scalar scalar) {
        checkPattern(scalar, problems);
      }
    }
  }

  private void checkPattern(YamlNode.Scalar scalar, Consumer<Problem> problems) {
    try {
      Pattern.compile(scalar.text());
    } catch (PatternSyntaxException e) {
      int index = Math.clamp(e.getIndex(), 0, scalar.text().length());
      Span place =
          scalar.origins().sourceSpan(new Span(index, Math.min(index + 1, scalar.text().length())));
      Span span = place.length() == 0 ? scalar.span() : place;
      String reason = e.getDescription().toLowerCase(Locale.ROOT);
      problems.accept(Problem.of(code(), span, "not a regular expression: " + reason));
    }
  }
}
