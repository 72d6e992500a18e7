package fermata.definition.check.project;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Scalar;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A key in the project file, where only the name of a variable belongs. */
public final class KeyInFile implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F8033", "project/key-in-file", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "`key` names the environment variable that has the key. A key itself must not be in a file that"
        + " others read.";
  }

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

  /** The text is not repeated: it may be the key. */
  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedValue value : context.tree().texts(TextForm.VARIABLE)) {
      if (value.shape() instanceof Shape.Text(var form)
          && form == TextForm.VARIABLE
          && value.node() instanceof Scalar scalar
          && !VARIABLE.matcher(scalar.text()).matches()) {
        problems.accept(
            Problem.of(
                code(),
                Edits.inner(scalar),
                "this is no name of an environment variable (expected: one such as MY_KEY, never the key itself)"));
      }
    }
  }
}
