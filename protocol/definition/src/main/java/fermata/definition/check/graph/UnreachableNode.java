package fermata.definition.check.graph;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Graph;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.Declaration;
import fermata.definition.index.Symbol;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A node that no way leads to.
 *
 * <p>Of a whole region that cannot be reached only the heads are reported: what can be reached from
 * another unreachable node will be reachable once that one is.
 */
public final class UnreachableNode implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2101", "graph/unreachable-node", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "No way leads from an entry point to the node, also not after a failure or a timeout.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (!context.isGraphWhole()) {
      return;
    }
    Graph graph = context.graph();
    List<NodeId> unreachable =
        new ArrayList<>(graph.nodes().stream().filter(node -> !graph.isReachable(node)).toList());
    while (!unreachable.isEmpty()) {
      NodeId head = head(graph, unreachable);
      List<NodeId> region = unreachable.stream().filter(n -> graph.canReach(head, n)).toList();
      unreachable.remove(head);
      unreachable.removeAll(region);
      report(context, head, region, problems);
    }
  }

  /** A node that no other unreachable one leads to; in a circle, the first of the file. */
  private static NodeId head(Graph graph, List<NodeId> unreachable) {
    return unreachable.stream()
        .filter(
            node ->
                unreachable.stream()
                    .noneMatch(
                        other ->
                            !other.equals(node)
                                && graph.canReach(other, node)
                                && !graph.canReach(node, other)))
        .findFirst()
        .orElse(unreachable.getFirst());
  }

  private void report(
      CheckContext context, NodeId head, List<NodeId> region, Consumer<Problem> problems) {
    Optional<Declaration> place = context.index().findDeclaration(Symbol.node(head.value()));
    if (place.isPresent()) {
      String message = "no way leads to node '" + head.value() + "'";
      Problem problem = Problem.of(code(), place.get().name(), message);
      for (NodeId node : region) {
        Optional<Declaration> other = context.index().findDeclaration(Symbol.node(node.value()));
        if (other.isPresent() && !node.equals(head)) {
          problem =
              problem.withRelated(other.get().name(), "this one can be reached from there only");
        }
      }
      problems.accept(problem);
    }
  }
}
