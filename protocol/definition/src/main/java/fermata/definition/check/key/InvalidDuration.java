package fermata.definition.check.key;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.DurationText;
import fermata.definition.keys.NodeForm;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A duration that cannot be read, is nothing, or is beyond all measure. */
public final class InvalidDuration implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1109", "key/invalid-duration", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A duration is whole numbers with the units `d`, `h`, `m`, `s`, `ms`, largest first,"
        + " more than nothing and at most ten years.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedValue value : context.tree().texts(TextForm.DURATION)) {
      if (value.shape() instanceof Shape.Text(var form)
          && form == TextForm.DURATION
          && value.node() instanceof YamlNode.Scalar scalar
          && NodeForm.of(scalar) != NodeForm.NULL) {
        checkText(scalar, problems);
      }
    }
  }

  private void checkText(YamlNode.Scalar scalar, Consumer<Problem> problems) {
    Optional<Duration> duration = DurationText.parse(scalar.text());
    if (duration.isEmpty()) {
      String message =
          "'"
              + scalar.text()
              + "' is not a duration (expected: number and unit, such as 30s, 2m, 1h30m)";
      Problem problem = Problem.of(code(), scalar.span(), message);
      problems.accept(withUnit(problem, scalar));
    } else if (!DurationText.isAllowed(duration.get())) {
      String message =
          "duration '" + scalar.text() + "' (expected: more than nothing, at most 3650d)";
      problems.accept(Problem.of(code(), scalar.span(), message));
    }
  }

  private static Problem withUnit(Problem problem, YamlNode.Scalar scalar) {
    boolean isNumber = NodeForm.of(scalar) == NodeForm.INTEGER;
    String inSeconds = scalar.text() + "s";
    return isNumber && DurationText.parse(inSeconds).filter(DurationText::isAllowed).isPresent()
        ? problem.withFix(
            "Change to '" + inSeconds + "'", List.of(new TextEdit(scalar.span(), inSeconds)))
        : problem;
  }
}
