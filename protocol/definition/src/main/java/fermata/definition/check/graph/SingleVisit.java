package fermata.definition.check.graph;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.Set;
import java.util.function.Consumer;

/** A node that ways lead back to and that may be visited once. */
public final class SingleVisit implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2114", "graph/single-visit", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "A way leads back to the node, whose `visits` is 1: a run that takes it fails, because"
        + " nothing follows when the node fails.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    Set<NodeId> inCircle = context.graph().inCircles();
    for (Block block : context.tree().blocksWith("visits")) {
      Entry visits = block.entry("visits");
      Node node = visits == null ? null : context.nodeOf(block);
      if (visits != null && node != null && isOnce(node) && inCircle.contains(node.id())) {
        boolean isHandled =
            context.graph().edgesFrom(node.id()).stream()
                .anyMatch(
                    edge -> edge.on() == EdgeTrigger.FAILURE || edge.on() == EdgeTrigger.ALWAYS);
        if (!isHandled) {
          Problem problem =
              Problem.of(
                  code(),
                  visits.value().span(),
                  "a run that comes back to node '%s' fails (expected: at least 2, or a way 'on: failure')"
                      .formatted(node.id().value()));
          problems.accept(Edits.withReplacement(problem, visits.value().span(), "2"));
        }
      }
    }
  }

  private static boolean isOnce(Node node) {
    Integer max = node.options().visitsMax();
    return max != null && max == 1;
  }
}
