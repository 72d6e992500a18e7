package fermata.definition.check.graph;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Two ways that say the same. */
public final class DuplicateWay implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2106", "graph/duplicate-way", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "Two ways lead from the same node to the same node under the same condition; the second"
        + " starts the target twice.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (NodeId node : context.graph().branching()) {
      Map<Way, Edge> seen = new HashMap<>();
      for (Edge edge : context.graph().edgesFrom(node)) {
        Edge first = seen.putIfAbsent(Way.of(edge), edge);
        if (first != null) {
          String message =
              "there is such a way from '%s' to '%s' already"
                  .formatted(node.value(), edge.to().value());
          problems.accept(
              Problem.of(code(), context.target(edge), message)
                  .withRelated(context.target(first), "the first is here"));
        }
      }
    }
  }

  private record Way(NodeId to, EdgeTrigger on, String when, boolean isDefault) {
    static Way of(Edge edge) {
      String when = edge.when() == null ? "" : edge.when().source();
      String question = edge.decide() == null ? "" : edge.pointer();
      return new Way(edge.to(), edge.on(), when + question, edge.isDefault());
    }
  }
}
