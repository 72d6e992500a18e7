package fermata.definition.check.graph;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.Set;
import java.util.function.Consumer;

/** A limit of visits on a node that a run comes to once at most. */
public final class VisitsWithoutCircle implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2113", "graph/visits-without-circle", Severity.HINT);
  }

  @Override
  public String summary() {
    return "`visits` limits how often a run comes to a node; no way leads back to this one, so a run"
        + " comes to it once at most.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (!context.isGraphWhole()) {
      return;
    }
    Set<NodeId> inCircle = context.graph().inCircles();
    for (Block block : context.tree().blocksWith("visits")) {
      Entry visits = block.entry("visits");
      Node node = visits == null ? null : context.nodeOf(block);
      if (visits != null
          && node != null
          && node.options().visitsMax() != null
          && !mayComeAgain(context, inCircle, node.id())) {
        String message =
            "no way leads back to node '%s', so a run comes to it once at most"
                .formatted(node.id().value());
        Problem problem = Problem.of(code(), visits.key().span(), message);
        problems.accept(Edits.withRemoval(problem, context, visits));
      }
    }
  }

  /** What follows a circle may be started by each round of it. */
  private static boolean mayComeAgain(CheckContext context, Set<NodeId> inCircle, NodeId node) {
    return inCircle.contains(node)
        || inCircle.stream().anyMatch(other -> context.definition().ways().lead(other, node));
  }
}
