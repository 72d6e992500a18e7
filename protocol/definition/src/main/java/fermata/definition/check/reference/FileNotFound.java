package fermata.definition.check.reference;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.FilePaths;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import java.util.function.Consumer;

/** A file that is named and not there. */
public final class FileNotFound implements Rule {

  private static final ProblemCode CODE =
      new ProblemCode("F2008", "reference/file-not-found", Severity.ERROR);

  @Override
  public ProblemCode code() {
    return CODE;
  }

  @Override
  public String summary() {
    return "The text file that the definition names is not there, or is no text.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedValue value : context.tree().texts(TextForm.FILE)) {
      if (value.shape() instanceof Shape.Text(var form)
          && form == TextForm.FILE
          && value.node() instanceof YamlNode.Scalar scalar
          && FilePaths.isInside(scalar.text())
          && !context.texts().containsKey(value.pointer())) {
        problems.accept(problem(scalar));
      }
    }
  }

  /** {@return the problem of a path that leads to no file} */
  public static Problem problem(YamlNode.Scalar path) {
    String message = "there is no text file '" + path.text() + "' beside this one";
    return Problem.of(CODE, path.span(), message);
  }
}
