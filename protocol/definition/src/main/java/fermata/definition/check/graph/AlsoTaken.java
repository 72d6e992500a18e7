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

/** A way without a condition beside ways with one: both are taken. */
public final class AlsoTaken implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2111", "graph/also-taken", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "An edge without a condition is taken beside those whose condition holds; `default: true`"
        + " makes it the way for when none does.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (NodeId node : context.graph().branching()) {
      if (!hasBoth(context.graph().edgesFrom(node))) {
        continue;
      }
      List<Edge> edges =
          context.graph().edgesFrom(node).stream()
              .filter(edge -> edge.on() == EdgeTrigger.SUCCESS && !edge.isDefault())
              .toList();
      boolean hasConditional = edges.stream().anyMatch(edge -> edge.when() != null);
      edges.stream()
          .filter(edge -> edge.isSure() && hasConditional)
          .filter(edge -> edges.stream().noneMatch(other -> other.priority() != edge.priority()))
          .forEach(edge -> problems.accept(problem(context, edge)));
    }
  }

  /** Whether some way has a condition and another has none. */
  private static boolean hasBoth(List<Edge> edges) {
    boolean hasSure = false;
    boolean hasConditional = false;
    for (Edge edge : edges) {
      hasSure |= edge.isSure() && !edge.isDefault();
      hasConditional |= edge.when() != null;
    }
    return hasSure && hasConditional;
  }

  private Problem problem(CheckContext context, Edge edge) {
    String message =
        "'%s' is started also when another condition holds (expected: 'default: true' if it is meant for when none does)"
            .formatted(edge.to().value());
    return Problem.of(code(), context.target(edge), message);
  }
}
