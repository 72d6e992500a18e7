package fermata.definition.check.policy;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.function.Consumer;

/** A model of an agent that asks none. */
public final class NeedlessModel implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5014", "policy/needless-model", Severity.HINT);
  }

  @Override
  public String summary() {
    return "The agent names a model and has neither an `llm` node nor a `judge` to ask it.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    boolean isTaken =
        !context.isGraphWhole()
            || context.definition().goal().hasJudges()
            || context.definition().asksModels();
    for (Block block : context.tree().blocksWith("model")) {
      Entry model = block.pointer().isEmpty() ? block.entry("model") : null;
      if (model != null && !isTaken) {
        Problem problem = Problem.of(code(), model.key().span(), "no node asks a model");
        problems.accept(Edits.withRemoval(problem, context, model));
      }
    }
  }
}
