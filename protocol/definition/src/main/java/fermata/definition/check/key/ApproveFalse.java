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

/** A question that says it is not about yes or no, which it would be without saying so. */
public final class ApproveFalse implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1118", "key/approve-false", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "`approve: false` does not ask for a no: it makes the question one for any text, as without"
        + " the key.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocksWith("approve")) {
      Entry approve = block.context() == KeyContext.NODE_HUMAN ? block.entry("approve") : null;
      if (approve != null
          && NodeForm.of(YamlValues.resolved(approve.value())) == NodeForm.FLAG
          && !YamlValues.toJson(approve.value()).booleanValue()) {
        Problem problem =
            Problem.of(
                code(),
                approve.value().span(),
                "this has no effect (expected: true for yes or no, or no such key)");
        problems.accept(Edits.withRemoval(problem, context, approve));
      }
    }
  }
}
