package fermata.definition.check.join;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.model.Edge;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A route that a model is to choose and that has no label. */
public final class RouteWithoutLabel implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2152", "graph/route-without-label", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "A model chooses among the routes by their labels; without one it sees the id of a node.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (NodeId node : context.graph().nodes()) {
      if (context.graph().isDecided(node)) {
        context.graph().edgesFrom(node).stream()
            .filter(edge -> edge.pointer().contains(".routes[") && edge.label().isEmpty())
            .forEach(edge -> problems.accept(problem(context, edge)));
      }
    }
  }

  private Problem problem(CheckContext context, Edge edge) {
    String message =
        "the model that chooses sees no more of this route than '%s' (expected: a 'label')"
            .formatted(edge.to().value());
    Problem problem = Problem.of(code(), context.target(edge), message);
    return Edits.withKey(problem, context, edge.pointer(), "label", edge.to().value());
  }
}
