package fermata.definition.check.turn;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Conduct.OutputsBy;
import fermata.definition.model.Node;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.function.Consumer;

/** A reply that is to be the outputs where there are none, or where it is for a person. */
public final class ReplyWithoutForm implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5100", "turn/reply-without-form", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A reply cannot be the outputs of a node that has none, nor of one that talks with a person.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks(KeyContext.NODE_LLM)) {
      Entry key = block.entry("outputs_by");
      if (key != null
          && context.nodeOf(block) instanceof Node.Llm llm
          && llm.conduct().outputsBy() == OutputsBy.REPLY) {
        if (block.entry("outputs") == null) {
          String message = "the reply has no form (expected: 'outputs' that it gives)";
          problems.accept(Problem.of(code(), key.key().span(), message));
        } else if (llm.conduct().isInteractive()) {
          String message = "what an interactive node replies is for a person (expected: 'tool')";
          problems.accept(Problem.of(code(), key.key().span(), message));
        }
      }
    }
  }
}
