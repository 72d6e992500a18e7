package fermata.definition.check.graph;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Exhaustiveness;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.Symbol;
import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A node whose ways may all be closed. */
public final class NoDefault implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2108", "graph/no-default", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "All ways out of the node have conditions and none is the default: when no condition"
        + " holds the run fails with `dead-end`.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (!context.isGraphWhole()) {
      return;
    }
    for (NodeId node : context.graph().nodes()) {
      List<Edge> edges = conditional(context, context.graph().edgesFrom(node));
      if (!edges.isEmpty() && !isCovered(context, node, edges)) {
        report(context, node, problems);
      }
    }
  }

  /** The ways for success; none where one of them has no condition or is the default. */
  private static List<Edge> conditional(CheckContext context, List<Edge> edges) {
    var conditional = new ArrayList<Edge>(edges.size());
    for (Edge edge : edges) {
      boolean isForSuccess = edge.on() == EdgeTrigger.SUCCESS || edge.on() == EdgeTrigger.ALWAYS;
      if (isForSuccess && (!isConditional(context, edge) || edge.isDefault())) {
        return List.of();
      }
      if (isForSuccess) {
        conditional.add(edge);
      }
    }
    return conditional;
  }

  /** A router that asks a model always has a way where one of its routes has no condition. */
  private static boolean isConditional(CheckContext context, Edge edge) {
    boolean isAsked = edge.decide() != null && !context.graph().isDecided(edge.from());
    return edge.when() != null || isAsked;
  }

  private static boolean isCovered(CheckContext context, NodeId node, List<Edge> edges) {
    return edges.stream().allMatch(edge -> edge.decide() == null)
        && Exhaustiveness.isCovered(context.definition().node(node), edges);
  }

  private void report(CheckContext context, NodeId node, Consumer<Problem> problems) {
    String message =
        "the run fails here when no condition holds (expected: a way with 'default: true')";
    context
        .index()
        .findDeclaration(Symbol.node(node.value()))
        .ifPresent(place -> problems.accept(Problem.of(code(), place.name(), message)));
  }
}
