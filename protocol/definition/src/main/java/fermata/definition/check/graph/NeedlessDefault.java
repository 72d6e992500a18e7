package fermata.definition.check.graph;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Exhaustiveness;
import fermata.definition.check.rule.Rule;
import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A default that never is taken, because the conditions leave nothing open. */
public final class NeedlessDefault implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2120", "graph/needless-default", Severity.HINT);
  }

  @Override
  public String summary() {
    return "The conditions of the other ways name every value that the output can have, so the default"
        + " is never taken.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (!context.isGraphWhole()) {
      return;
    }
    for (NodeId node : context.graph().branching()) {
      if (isChoice(context.graph().edgesFrom(node))) {
        checkChoice(context, context.definition().node(node), problems);
      }
    }
  }

  private void checkChoice(CheckContext context, Node source, Consumer<Problem> problems) {
    List<Edge> defaults = new ArrayList<>();
    List<Edge> others = new ArrayList<>();
    for (Edge edge : context.graph().edgesFrom(source.id())) {
      if (edge.on() == EdgeTrigger.SUCCESS) {
        (edge.isDefault() ? defaults : others).add(edge);
      }
    }
    // A node that is skipped sets nothing, and the conditions fail.
    if (!defaults.isEmpty()
        && source.options().when() == null
        && areOfOneKind(others)
        && Exhaustiveness.isCovered(source, others)) {
      for (Edge edge : defaults) {
        String message = "never taken: the other ways name every value there is";
        problems.accept(Problem.of(code(), context.target(edge), message));
      }
    }
  }

  /** Whether ways are looked at together, and by conditions. */
  private static boolean areOfOneKind(List<Edge> edges) {
    for (Edge edge : edges) {
      if (edge.decide() != null || edge.priority() != edges.getFirst().priority()) {
        return false;
      }
    }
    return !edges.isEmpty();
  }

  /** Whether a default stands beside conditions. */
  private static boolean isChoice(List<Edge> edges) {
    boolean hasDefault = false;
    int conditions = 0;
    for (Edge edge : edges) {
      hasDefault |= edge.isDefault();
      conditions += edge.when() == null ? 0 : 1;
    }
    return hasDefault && conditions > 0;
  }
}
