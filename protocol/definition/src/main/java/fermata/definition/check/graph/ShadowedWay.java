package fermata.definition.check.graph;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A way that another one always goes before. */
public final class ShadowedWay implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2105", "graph/shadowed-way", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The way is never taken: one without a condition goes before it, by its priority or"
        + " because this one is the default.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (NodeId node : context.graph().branching()) {
      List<Edge> edges = context.graph().edgesFrom(node);
      for (Edge edge : edges) {
        Edge before = shadowing(edges, edge);
        if (before != null) {
          problems.accept(
              Problem.of(
                      code(),
                      context.target(edge),
                      "this way is never taken: the one to '%s' always goes before"
                          .formatted(before.to().value()))
                  .withRelated(context.target(before), "it has no condition"));
        }
      }
      checkRoutes(context, edges, problems);
    }
  }

  private static @Nullable Edge shadowing(List<Edge> edges, Edge edge) {
    for (Edge other : edges) {
      if (shadows(other, edge)) {
        return other;
      }
    }
    return null;
  }

  private static boolean shadows(Edge other, Edge edge) {
    boolean fits = other.on() == edge.on() || other.on() == EdgeTrigger.ALWAYS;
    return other.isSure() && fits && (edge.isDefault() || other.priority() > edge.priority());
  }

  /** Routes are read from top to bottom: what follows the one without a condition looks dead. */
  private void checkRoutes(CheckContext context, List<Edge> edges, Consumer<Problem> problems) {
    boolean hasEnded = false;
    for (Edge edge : edges) {
      boolean isRoute = edge.pointer().contains(".routes[");
      if (isRoute && hasEnded && !edge.isDefault()) {
        problems.accept(
            Problem.of(
                code(),
                context.target(edge),
                "this route stands after the one without 'when' (expected: that one last)"));
      }
      hasEnded |= isRoute && edge.isDefault();
    }
  }
}
