package fermata.definition.check.graph;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.Symbol;
import fermata.definition.model.Edge;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.List;
import java.util.function.Consumer;

/** A router whose routes all lead to the same node. */
public final class SameTarget implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2119", "graph/same-target", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "All routes of a router lead to the same node, so there is nothing to choose.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (!context.isGraphWhole()) {
      return;
    }
    for (NodeId node : context.graph().branching()) {
      List<Edge> edges = context.graph().edgesFrom(node);
      boolean isRouter = context.definition().node(node) instanceof Node.Router;
      if (isRouter && edges.size() > 1 && haveOneTarget(edges)) {
        String message =
            "all routes lead to '%s', so there is nothing to choose"
                .formatted(edges.getFirst().to().value());
        context
            .index()
            .findDeclaration(Symbol.node(node.value()))
            .ifPresent(place -> problems.accept(Problem.of(code(), place.name(), message)));
      }
    }
  }

  private static boolean haveOneTarget(List<Edge> edges) {
    for (Edge edge : edges) {
      if (!edge.to().equals(edges.getFirst().to())) {
        return false;
      }
    }
    return true;
  }
}
