package fermata.definition.check.join;

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

/** A failure that two ways are taken for. */
public final class TwoWaysOfFailure implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2159", "graph/two-ways-of-failure", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "`on_error` names a node, and a way without a condition waits for the failure, too: both are"
        + " taken.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (NodeId node : context.graph().branching()) {
      List<Edge> edges = context.graph().edgesFrom(node);
      if (!hasOwn(edges)) {
        continue;
      }
      Optional<Edge> own = edges.stream().filter(TwoWaysOfFailure::isOwn).findFirst();
      Optional<Edge> other =
          edges.stream()
              .filter(edge -> !isOwn(edge) && edge.isSure())
              .filter(edge -> edge.on() == EdgeTrigger.FAILURE || edge.on() == EdgeTrigger.ALWAYS)
              .findFirst();
      if (own.isPresent() && other.isPresent()) {
        String message =
            "'%s' is started also when the way to '%s' is taken"
                .formatted(own.get().to().value(), other.get().to().value());
        problems.accept(
            Problem.of(code(), context.place(own.get().pointer()), message)
                .withRelated(context.target(other.get()), "that way is here"));
      }
    }
  }

  private static boolean hasOwn(List<Edge> edges) {
    for (Edge edge : edges) {
      if (isOwn(edge)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOwn(Edge edge) {
    return edge.pointer().endsWith(".on_error");
  }
}
