package fermata.definition.check.graph;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A circle that a run goes round as long as something fails. */
public final class FailureCircle implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2115", "graph/failure-circle", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "A way for a failure or a timeout leads back without a condition and nothing counts the"
        + " rounds: what always fails goes round until a limit of the run ends it.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    boolean hasAny = context.definition().edges().stream().anyMatch(FailureCircle::isForFailure);
    if (!hasAny || !context.isGraphWhole()) {
      return;
    }
    Map<NodeId, List<Edge>> ways = new HashMap<>();
    for (NodeId node : context.graph().nodes()) {
      boolean isLimited = context.definition().node(node).options().visitsMax() != null;
      ways.put(node, isLimited ? List.of() : unconditional(context, node));
    }
    for (Edge edge : context.definition().edges()) {
      boolean isOpen = ways.getOrDefault(edge.from(), List.of()).contains(edge);
      // A question waits for its time, so its rounds are slow and cost nothing.
      boolean isAsked = context.definition().node(edge.from()) instanceof Node.Human;
      if (isForFailure(edge) && isOpen && !isAsked && leads(ways, edge.to(), edge.from())) {
        problems.accept(
            Problem.of(
                code(),
                context.target(edge),
                "goes round as long as node '%s' fails (expected: 'visits' on one of the nodes, or 'when')"
                    .formatted(edge.from().value())));
      }
    }
  }

  private static boolean isForFailure(Edge edge) {
    return edge.on() == EdgeTrigger.FAILURE || edge.on() == EdgeTrigger.TIMEOUT;
  }

  private static List<Edge> unconditional(CheckContext context, NodeId node) {
    return context.graph().edgesFrom(node).stream()
        .filter(
            edge -> edge.when() == null && edge.decide() == null && edge.on() != EdgeTrigger.DENIED)
        .toList();
  }

  private static boolean leads(Map<NodeId, List<Edge>> ways, NodeId from, NodeId to) {
    Set<NodeId> found = new HashSet<>(Set.of(from));
    Deque<NodeId> open = new ArrayDeque<>(found);
    while (!open.isEmpty() && !found.contains(to)) {
      for (Edge edge : ways.getOrDefault(open.pop(), List.of())) {
        if (found.add(edge.to())) {
          open.push(edge.to());
        }
      }
    }
    return found.contains(to);
  }
}
