package fermata.definition.check.goal;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import java.util.function.Consumer;

/** A criterion that a model is to judge, of an agent that names no model. */
public final class JudgeWithoutModel implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2262", "goal/judge-without-model", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A criterion is judged by the `model` of the agent, and the agent names none.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    boolean hasModel =
        context.definition().model() != null || !context.definition().models().isEmpty();
    for (Block block : context.tree().blocksWith("judge")) {
      YamlNode.Entry judge = block.context() == KeyContext.CRITERION ? block.entry("judge") : null;
      if (judge != null && !hasModel) {
        String message = "no model can judge this (expected: 'model' of the agent)";
        problems.accept(Problem.of(code(), judge.key().span(), message));
      }
    }
  }
}
