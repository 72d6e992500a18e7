package fermata.definition.check.reference;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.FilePaths;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.TextForm;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import java.util.List;
import java.util.function.Consumer;

/** A path that leaves the folder of the definition. */
public final class FileOutside implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2007", "reference/file-outside", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A file is named by a path within the folder of the definition, with forward slashes.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    check(context.tree().texts(TextForm.FILE), problems);
    check(context.tree().texts(TextForm.INCLUDE), problems);
  }

  private void check(List<PlacedValue> paths, Consumer<Problem> problems) {
    for (PlacedValue value : paths) {
      if (value.node() instanceof YamlNode.Scalar scalar && !FilePaths.isInside(scalar.text())) {
        problems.accept(
            Problem.of(
                code(),
                scalar.span(),
                "the path leaves the folder of this file (expected: a relative path without"
                    + " '..')"));
      }
    }
  }
}
