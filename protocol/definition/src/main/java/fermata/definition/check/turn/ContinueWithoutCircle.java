package fermata.definition.check.turn;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Conduct.Continuity;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.Set;
import java.util.function.Consumer;

/** A conversation that is to go on at a node that a run comes to once at most. */
public final class ContinueWithoutCircle implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5081", "turn/continue-without-circle", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "`conversation: continue` goes on where the visit before ended; no way leads back to this"
        + " node, so there is none.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (!context.isGraphWhole()) {
      return;
    }
    Set<NodeId> inCircle = context.graph().inCircles();
    for (Block block : context.tree().blocks(KeyContext.NODE_LLM)) {
      Entry key = block.entry("conversation");
      if (key != null
          && context.nodeOf(block) instanceof Node.Llm llm
          && llm.conduct().conversation() == Continuity.CONTINUE
          && !mayComeAgain(context, inCircle, llm.id())) {
        String message =
            "no way leads back to node '%s', so there is no conversation to go on with"
                .formatted(llm.id().value());
        Problem problem = Problem.of(code(), key.key().span(), message);
        problems.accept(Edits.withRemoval(problem, context, key));
      }
    }
  }

  /** What follows a circle may be started by each round of it. */
  private static boolean mayComeAgain(CheckContext context, Set<NodeId> inCircle, NodeId node) {
    return inCircle.contains(node)
        || inCircle.stream().anyMatch(other -> context.definition().ways().lead(other, node));
  }
}
