package fermata.definition.check.graph;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.Declaration;
import fermata.definition.index.Symbol;
import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A circle of ways that are all taken whenever their nodes succeed.
 *
 * <p>A conditional way out of the circle does not help: the unconditional one goes on beside it. A
 * limit of visits does.
 */
public final class UnconditionalCycle implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2103", "graph/unconditional-cycle", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A circle of ways without conditions: a run that enters it goes round until a limit ends"
        + " it.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    Set<NodeId> done = new HashSet<>();
    for (NodeId start : context.graph().nodes()) {
      List<Edge> circle = done.contains(start) ? List.of() : circleFrom(context, start);
      if (!circle.isEmpty()) {
        circle.forEach(edge -> done.add(edge.from()));
        problems.accept(problem(context, circle));
      }
    }
  }

  /** The shortest circle through the node, as ways in order; empty where there is none. */
  private static List<Edge> circleFrom(CheckContext context, NodeId start) {
    List<List<Edge>> open = new ArrayList<>();
    sure(context, start).forEach(edge -> open.add(List.of(edge)));
    Set<NodeId> seen = new HashSet<>();
    for (int i = 0; i < open.size(); i++) {
      List<Edge> path = open.get(i);
      NodeId end = path.getLast().to();
      if (end.equals(start)) {
        return path;
      }
      if (seen.add(end)) {
        for (Edge edge : sure(context, end)) {
          List<Edge> longer = new ArrayList<>(path);
          longer.add(edge);
          open.add(longer);
        }
      }
    }
    return List.of();
  }

  private static List<Edge> sure(CheckContext context, NodeId node) {
    if (context.definition().node(node).options().visitsMax() != null) {
      return List.of();
    }
    List<Edge> edges = context.graph().edgesFrom(node);
    int highest = edges.stream().mapToInt(Edge::priority).max().orElse(0);
    return edges.stream()
        .filter(edge -> edge.when() == null && !edge.isDefault() && edge.priority() == highest)
        .filter(edge -> edge.on() == EdgeTrigger.SUCCESS || edge.on() == EdgeTrigger.ALWAYS)
        .toList();
  }

  private Problem problem(CheckContext context, List<Edge> circle) {
    String path =
        circle.stream().map(edge -> edge.from().value()).collect(Collectors.joining(" → "));
    String message =
        "the ways %s → %s go round without a condition (expected: 'when' on one of them, or 'visits' on a node)"
            .formatted(path, circle.getFirst().from().value());
    Edge closing = circle.getLast();
    Problem problem = Problem.of(code(), context.target(closing), message);
    for (Edge edge : circle) {
      Optional<Declaration> node =
          context.index().findDeclaration(Symbol.node(edge.from().value()));
      if (node.isPresent()) {
        problem = problem.withRelated(node.get().name(), "goes on to '" + edge.to().value() + "'");
      }
    }
    return problem;
  }
}
