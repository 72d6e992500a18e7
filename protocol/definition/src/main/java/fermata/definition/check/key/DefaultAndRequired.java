package fermata.definition.check.key;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.NodeForm;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.function.Consumer;

/** A field that must be given and yet says what holds when it is not. */
public final class DefaultAndRequired implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1115", "key/default-and-required", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "`required` has no effect on a field with a `default`: it need not be given.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocksWith("required")) {
      Entry required = block.entry("required");
      boolean isField = block.context().isSchema() && block.context() != KeyContext.SCHEMA;
      if (isField && required != null && block.entry("default") != null && isFlag(required)) {
        Problem problem =
            Problem.of(
                code(),
                required.key().span(),
                "'required' has no effect beside 'default': the field need not be given");
        problems.accept(Edits.withRemoval(problem, context, required));
      }
    }
  }

  private static boolean isFlag(Entry required) {
    return NodeForm.of(YamlValues.resolved(required.value())) == NodeForm.FLAG;
  }
}
