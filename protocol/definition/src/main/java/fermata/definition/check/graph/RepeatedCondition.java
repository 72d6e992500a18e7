package fermata.definition.check.graph;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.expression.ExpressionPrinter;
import fermata.definition.model.Edge;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A route with the same condition as one before it. */
public final class RepeatedCondition implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2112", "graph/repeated-condition", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "A router takes the first route whose condition holds, so a second one with the same"
        + " condition is never taken.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (NodeId node : context.graph().branching()) {
      if (context.definition().node(node) instanceof Node.Router
          && hasSeveral(context.graph().edgesFrom(node))) {
        checkRoutes(context, context.graph().edgesFrom(node), problems);
      }
    }
  }

  private static boolean hasSeveral(List<Edge> edges) {
    int count = 0;
    for (Edge edge : edges) {
      count += edge.when() == null ? 0 : 1;
    }
    return count > 1;
  }

  private void checkRoutes(CheckContext context, List<Edge> edges, Consumer<Problem> problems) {
    Map<String, Edge> seen = new HashMap<>();
    for (Edge edge : edges) {
      if (edge.when() != null && edge.pointer().contains(".routes[")) {
        String condition = ExpressionPrinter.print(edge.when().root());
        Edge first = condition.isEmpty() ? null : seen.putIfAbsent(condition, edge);
        // To the same node it is a duplicate, which is told already.
        if (first != null && !first.to().equals(edge.to())) {
          problems.accept(
              Problem.of(
                      code(),
                      context.place(edge.pointer() + ".when"),
                      "never taken: the route to '%s' has this condition already"
                          .formatted(first.to().value()))
                  .withRelated(context.place(first.pointer() + ".when"), "the first is here"));
        }
      }
    }
  }
}
