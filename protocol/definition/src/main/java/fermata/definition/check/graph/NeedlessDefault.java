package fermata.definition.check.graph;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Exhaustiveness;
import fermata.definition.check.rule.Rule;
import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.List;
import java.util.function.Consumer;

/** A default that never is taken, because the conditions leave nothing open. */
public final class NeedlessDefault implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2120", "graph/needless-default", Severity.HINT);
  }

  @Override
  public String summary() {
    return "The conditions of the other ways name every value that the output can have, so the default"
        + " is never taken.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (!context.isGraphWhole()) {
      return;
    }
    for (NodeId node : context.graph().branching()) {
      if (!isChoice(context.graph().edgesFrom(node))) {
        continue;
      }
      List<Edge> edges =
          context.graph().edgesFrom(node).stream()
              .filter(edge -> edge.on() == EdgeTrigger.SUCCESS)
              .toList();
      List<Edge> others = edges.stream().filter(edge -> !edge.isDefault()).toList();
      boolean isOfOnePriority = others.stream().map(Edge::priority).distinct().count() == 1;
      Node source = context.definition().node(node);
      // A node that is skipped sets nothing, and the conditions fail.
      if (others.size() < edges.size()
          && isOfOnePriority
          && source.options().when() == null
          && others.stream().allMatch(edge -> edge.decide() == null)
          && Exhaustiveness.isCovered(source, others)) {
        edges.stream()
            .filter(Edge::isDefault)
            .forEach(
                edge ->
                    problems.accept(
                        Problem.of(
                            code(),
                            context.target(edge),
                            "never taken: the other ways name every value there is")));
      }
    }
  }

  /** Whether a default stands beside conditions. */
  private static boolean isChoice(List<Edge> edges) {
    boolean hasDefault = false;
    int conditions = 0;
    for (Edge edge : edges) {
      hasDefault |= edge.isDefault();
      conditions += edge.when() == null ? 0 : 1;
    }
    return hasDefault && conditions > 0;
  }
}
