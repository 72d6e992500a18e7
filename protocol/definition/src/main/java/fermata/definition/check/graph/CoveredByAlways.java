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
import java.util.Optional;
import java.util.function.Consumer;

/** A way for one end beside one for every end to the same node. */
public final class CoveredByAlways implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2121", "graph/covered-by-always", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "A way that is taken whatever happens leads to the same node, so the one for a single end"
        + " adds nothing.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (NodeId node : context.graph().branching()) {
      List<Edge> edges = context.graph().edgesFrom(node);
      if (!hasAlways(edges)) {
        continue;
      }
      for (Edge edge : edges) {
        Optional<Edge> covering = edges.stream().filter(other -> covers(other, edge)).findFirst();
        if (edge.on() != EdgeTrigger.ALWAYS && covering.isPresent()) {
          problems.accept(
              Problem.of(
                      code(),
                      context.target(edge),
                      "a way 'on: always' leads to '%s' already".formatted(edge.to().value()))
                  .withRelated(context.target(covering.get()), "it is here"));
        }
      }
    }
  }

  private static boolean hasAlways(List<Edge> edges) {
    for (Edge edge : edges) {
      if (edge.on() == EdgeTrigger.ALWAYS) {
        return true;
      }
    }
    return false;
  }

  private static boolean covers(Edge always, Edge edge) {
    return always.on() == EdgeTrigger.ALWAYS
        && always.isSure()
        && !edge.isDefault()
        && always.priority() == edge.priority()
        && always.to().equals(edge.to());
  }
}
