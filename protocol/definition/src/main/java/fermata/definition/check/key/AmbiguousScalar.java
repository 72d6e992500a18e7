package fermata.definition.check.key;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.NodeForm;
import fermata.definition.keys.PlacedTree.PlacedName;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.ScalarStyle;
import fermata.definition.yaml.YamlNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** A plain scalar that some YAML readers take for something else than this one does. */
public final class AmbiguousScalar implements Rule {

  /**
   * What readers of YAML 1.1 take as true or false, and YAML 1.2 as a text. The single letters that
   * 1.1 has too are taken as texts by the readers that there are.
   */
  private static final Set<String> OLD_FLAGS = Set.of("yes", "no", "on", "off");

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1112", "key/ambiguous-scalar", Severity.HINT);
  }

  @Override
  public String summary() {
    return "Without quotes this is a number or a flag to some readers of YAML, and a text to"
        + " others.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedValue value : context.tree().values()) {
      if (value.node() instanceof YamlNode.Scalar scalar && isPlain(scalar)) {
        checkValue(value.shape(), scalar, problems);
      }
    }
    for (PlacedName name : context.tree().names()) {
      if (name.entry().key() instanceof YamlNode.Scalar scalar
          && isPlain(scalar)
          && (isOldFlag(scalar) || NodeForm.of(scalar) != NodeForm.TEXT)) {
        problems.accept(problem(scalar, "name"));
      }
    }
  }

  private void checkValue(Shape shape, YamlNode.Scalar scalar, Consumer<Problem> problems) {
    NodeForm form = NodeForm.of(scalar);
    boolean isText = shape instanceof Shape.Text(var wanted) && wanted != TextForm.DURATION;
    boolean isFree = shape instanceof Shape.Literal || shape instanceof Shape.Computed;
    if (isText && form != NodeForm.TEXT && form != NodeForm.NULL) {
      problems.accept(problem(scalar, "text"));
    } else if (isFree && isOldFlag(scalar)) {
      problems.accept(problem(scalar, "text"));
    } else if (isFree && form == NodeForm.INTEGER && hasLeadingZero(scalar.text())) {
      String message =
          "%s is the number %s here; quote it to keep the zero"
              .formatted(scalar.text(), scalar.text().replaceFirst("^([-+]?)0+(?=.)", "$1"));
      problems.accept(quoted(Problem.of(code(), scalar.span(), message), scalar));
    }
  }

  private Problem problem(YamlNode.Scalar scalar, String noun) {
    String message =
        "%s is taken as the %s '%s'; quote it to be sure"
            .formatted(scalar.text(), noun, scalar.text());
    return quoted(Problem.of(code(), scalar.span(), message), scalar);
  }

  private static Problem quoted(Problem problem, YamlNode.Scalar scalar) {
    return problem.withFix(
        "Quote it", List.of(new TextEdit(scalar.span(), "\"" + scalar.text() + "\"")));
  }

  private static boolean isPlain(YamlNode.Scalar scalar) {
    return scalar.style() == ScalarStyle.PLAIN && scalar.tag() == null;
  }

  private static boolean isOldFlag(YamlNode.Scalar scalar) {
    return scalar.text().length() <= 3
        && OLD_FLAGS.contains(scalar.text().toLowerCase(Locale.ROOT));
  }

  private static boolean hasLeadingZero(String text) {
    return text.matches("[-+]?0[0-9]+");
  }
}
