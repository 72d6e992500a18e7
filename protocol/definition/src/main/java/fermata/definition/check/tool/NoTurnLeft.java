package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Node;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.function.Consumer;

/** A model with tools and a single turn, so that it never sees what they give. */
public final class NoTurnLeft implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4021", "tool/no-turn-left", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The model gets tools and one turn: when it calls a tool, no turn is left for it to see the"
        + " result.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocksWith("max_turns")) {
      Entry turns = block.context() == KeyContext.NODE_LLM ? block.entry("max_turns") : null;
      if (turns != null
          && context.nodeOf(block) instanceof Node.Llm llm
          && llm.maxTurns() == 1
          && llm.tools() != null
          && !llm.tools().isEmpty()) {
        Span span = turns.value().span();
        Problem problem =
            Problem.of(
                code(),
                span,
                "no turn is left to see what a tool gives (expected: at least 2, or 'tools: []')");
        problems.accept(Edits.withReplacement(problem, span, "2"));
      }
    }
  }
}
