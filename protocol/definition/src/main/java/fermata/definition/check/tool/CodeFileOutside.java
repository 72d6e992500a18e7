package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.FilePaths;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.function.Consumer;

/** A file of a code node that is not below the workspace. */
public final class CodeFileOutside implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4065", "code/file-outside", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The file of a `code` node leaves the workspace; the call would be refused.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocksWith("files")) {
      Entry files = block.context() == KeyContext.NODE_CODE ? block.entry("files") : null;
      if (files != null && YamlValues.resolved(files.value()) instanceof YamlNode.Sequence list) {
        for (YamlNode item : list.items()) {
          if (YamlValues.resolved(item) instanceof YamlNode.Scalar path
              && !FilePaths.isInside(path.text())) {
            problems.accept(
                Problem.of(
                    code(),
                    path.span(),
                    "'" + path.text() + "' leaves the workspace (expected: a path below it)"));
          }
        }
      }
    }
  }
}
