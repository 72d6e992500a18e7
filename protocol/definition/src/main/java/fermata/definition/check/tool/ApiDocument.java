package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A document of an API that would not be found. */
public final class ApiDocument implements Rule {

  private static final Pattern NAME = Pattern.compile("[^/\\\\]+\\.openapi\\.(yaml|yml|json)");

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4122", "tool/api-document", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The document of an API lies beside its catalogue and is called `NAME.openapi.yaml` or `NAME.openapi.json`.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks(KeyContext.TOOL_API)) {
      YamlNode.Entry file = block.entry("file");
      if (file != null
          && YamlValues.resolved(file.value()) instanceof YamlNode.Scalar scalar
          && !NAME.matcher(scalar.text()).matches()) {
        problems.accept(
            Problem.of(
                code(),
                Edits.inner(scalar),
                "this is no document beside the catalogue (expected: such as shop.openapi.yaml)"));
      }
    }
  }
}
