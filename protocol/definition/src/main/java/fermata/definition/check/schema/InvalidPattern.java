package fermata.definition.check.schema;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.PlacedName;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.pattern.LinearPattern;
import fermata.definition.pattern.LinearPattern.Reading;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import java.util.function.Consumer;

/** A regular expression that cannot be read, or that only an engine that backtracks could match. */
public final class InvalidPattern implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1202", "schema/invalid-pattern", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The regular expression of a schema cannot be read. It has RE2's syntax, as in"
        + " `matches`: no back references, no look-around.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedValue value : context.tree().texts(TextForm.REGEX)) {
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
    switch (LinearPattern.read(scalar.text())) {
      case Reading.Fine _ -> {}
      case Reading.Broken(var reason, var fragment) -> {
        String message = "not a regular expression of RE2's syntax: " + reason;
        problems.accept(Problem.of(code(), place(scalar, fragment), message));
      }
      case Reading.TooLarge large ->
          problems.accept(Problem.of(code(), scalar.span(), large.message()));
    }
  }

  private static Span place(YamlNode.Scalar scalar, String fragment) {
    int start = scalar.text().indexOf(fragment);
    return start < 0 || fragment.isEmpty()
        ? scalar.span()
        : scalar.origins().sourceSpan(new Span(start, start + fragment.length()));
  }
}
