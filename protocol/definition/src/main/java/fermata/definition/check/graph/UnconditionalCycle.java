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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    Set<NodeId> inCircles = context.graph().inCircles();
    Map<NodeId, List<Edge>> ways = new HashMap<>();
    inCircles.forEach(node -> ways.put(node, sure(context, node, inCircles)));
    dropDeadEnds(ways);
    Set<NodeId> done = new HashSet<>();
    for (NodeId start : inCircles) {
      boolean isCandidate = ways.containsKey(start) && !done.contains(start);
      List<Edge> circle = isCandidate ? circleFrom(ways, start) : List.of();
      if (!circle.isEmpty()) {
        circle.forEach(edge -> done.add(edge.from()));
        problems.accept(problem(context, circle));
      }
    }
  }

  /** Leaves the nodes that a circle can be reached from: in most files none. */
  private static void dropDeadEnds(Map<NodeId, List<Edge>> ways) {
    Map<NodeId, List<NodeId>> before = new HashMap<>();
    Map<NodeId, Integer> open = new HashMap<>();
    Deque<NodeId> ended = new ArrayDeque<>();
    ways.forEach(
        (node, edges) -> {
          edges.forEach(
              edge -> before.computeIfAbsent(edge.to(), _ -> new ArrayList<>()).add(node));
          open.put(node, edges.size());
          if (edges.isEmpty()) {
            ended.add(node);
          }
        });
    while (!ended.isEmpty()) {
      NodeId end = ended.remove();
      ways.remove(end);
      for (NodeId node : before.getOrDefault(end, List.of())) {
        if (open.merge(node, -1, Integer::sum) == 0) {
          ended.add(node);
        }
      }
    }
  }

  /** The shortest circle through the node, as ways in order; empty where there is none. */
  private static List<Edge> circleFrom(Map<NodeId, List<Edge>> ways, NodeId start) {
    Map<NodeId, Edge> cameBy = new HashMap<>();
    Deque<NodeId> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty() && !cameBy.containsKey(start)) {
      for (Edge edge : ways.getOrDefault(open.remove(), List.of())) {
        if (cameBy.putIfAbsent(edge.to(), edge) == null) {
          open.add(edge.to());
        }
      }
    }
    List<Edge> circle = new ArrayList<>();
    Edge last = cameBy.get(start);
    while (last != null) {
      circle.addFirst(last);
      last = last.from().equals(start) ? null : cameBy.get(last.from());
    }
    return circle;
  }

  private static List<Edge> sure(CheckContext context, NodeId node, Set<NodeId> inCircles) {
    if (context.definition().node(node).options().visitsMax() != null) {
      return List.of();
    }
    List<Edge> edges = context.graph().edgesFrom(node);
    int highest = edges.stream().mapToInt(Edge::priority).max().orElse(0);
    return edges.stream()
        .filter(edge -> edge.isSure() && edge.priority() == highest)
        .filter(edge -> edge.on() == EdgeTrigger.SUCCESS || edge.on() == EdgeTrigger.ALWAYS)
        .filter(edge -> inCircles.contains(edge.to()))
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
