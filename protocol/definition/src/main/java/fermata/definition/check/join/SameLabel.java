package fermata.definition.check.join;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.model.Edge;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Two routes that a model cannot tell apart. */
public final class SameLabel implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2153", "graph/same-label", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "Two routes of a router that asks a model have the same label, so that the second is never"
        + " chosen.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (NodeId node : context.graph().nodes()) {
      if (context.graph().isDecided(node)) {
        check(context, context.graph().edgesFrom(node), problems);
      }
    }
  }

  private void check(CheckContext context, List<Edge> edges, Consumer<Problem> problems) {
    Map<String, Edge> seen = new HashMap<>();
    for (Edge edge : edges) {
      Edge first = edge.decide() == null ? null : seen.putIfAbsent(edge.word(), edge);
      if (first != null) {
        problems.accept(
            Problem.of(
                    code(),
                    place(context, edge),
                    "never chosen: the route to '%s' is called '%s' already"
                        .formatted(first.to().value(), edge.word()))
                .withRelated(place(context, first), "the first is here"));
      }
    }
  }

  private static Span place(CheckContext context, Edge edge) {
    return context.index().findPlace(edge.pointer() + ".label").orElse(context.target(edge));
  }
}
