package fermata.definition.check.turn;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Node;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.function.Consumer;

/** A talk between a model and a person that nothing ends. */
public final class InteractiveWithoutOutputs implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5080", "turn/interactive-without-outputs", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "An `interactive` node ends when the model sets its outputs, and this one has none.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks(KeyContext.NODE_LLM)) {
      Entry key = block.entry("interactive");
      if (key != null
          && block.entry("outputs") == null
          && context.nodeOf(block) instanceof Node.Llm llm
          && llm.conduct().isInteractive()) {
        String message = "nothing ends this talk (expected: 'outputs' that the model sets)";
        problems.accept(Problem.of(code(), key.key().span(), message));
      }
    }
  }
}
