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
import org.jspecify.annotations.Nullable;

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
    return "The text file that the definition names is not there, is no text, or is larger than what is read.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedValue value : context.tree().texts(TextForm.FILE)) {
      if (value.shape() instanceof Shape.Text(var form)
          && form == TextForm.FILE
          && value.node() instanceof YamlNode.Scalar scalar
          && FilePaths.isInside(scalar.text())
          && !context.texts().containsKey(value.pointer())) {
        problems.accept(problem(scalar, reason(context, scalar.text())));
      }
    }
  }

  private static @Nullable String reason(CheckContext context, String path) {
    return context.unreadable().whyUnreadable(path).orElse(null);
  }

  /**
   * {@return the problem of a path that leads to no text}
   *
   * @param reason why the file has none; null where there is no file
   */
  public static Problem problem(YamlNode.Scalar path, @Nullable String reason) {
    String message =
        reason == null
            ? "there is no text file '" + path.text() + "' beside this one"
            : "'" + path.text() + "' cannot be read: " + reason;
    return Problem.of(CODE, path.span(), message);
  }
}
