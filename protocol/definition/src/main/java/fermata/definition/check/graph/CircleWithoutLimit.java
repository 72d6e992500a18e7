package fermata.definition.check.graph;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.Symbol;
import fermata.definition.keys.KeyContext;
import fermata.definition.model.Edge;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A circle through a model that only the model's own words end. */
public final class CircleWithoutLimit implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2117", "graph/circle-without-limit", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "A run goes round through a model as long as the conditions say so, and neither `visits`"
        + " nor a limit of the agent says how often.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (!context.isGraphWhole() || isLimited(context)) {
      return;
    }
    for (NodeId node : context.graph().inCircles()) {
      boolean isModel = context.definition().node(node) instanceof Node.Llm;
      if (isModel && isOpen(context, node)) {
        String message =
            "nothing limits how often a run comes back to node '%s' (expected: 'visits' here, or 'steps' under 'limits')"
                .formatted(node.value());
        context
            .index()
            .findDeclaration(Symbol.node(node.value()))
            .ifPresent(place -> problems.accept(Problem.of(code(), place.name(), message)));
      }
    }
  }

  private static boolean isLimited(CheckContext context) {
    return context.tree().blocks(KeyContext.LIMITS).stream()
        .filter(block -> block.context() == KeyContext.LIMITS)
        .anyMatch(block -> !block.entries().isEmpty());
  }

  /** Whether some way back to the node passes no node with a limit, which a person is too. */
  private static boolean isOpen(CheckContext context, NodeId start) {
    Set<NodeId> found = new HashSet<>();
    Deque<NodeId> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty() && !found.contains(start)) {
      NodeId node = open.pop();
      if (!stops(context.definition().node(node))) {
        for (Edge edge : context.graph().edgesFrom(node)) {
          if (found.add(edge.to())) {
            open.push(edge.to());
          }
        }
      }
    }
    return found.contains(start);
  }

  private static boolean stops(Node node) {
    return node.options().visitsMax() != null || node instanceof Node.Human;
  }
}
