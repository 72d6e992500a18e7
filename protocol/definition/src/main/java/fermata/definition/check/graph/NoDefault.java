package fermata.definition.check.graph;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Exhaustiveness;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.Symbol;
import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.List;
import java.util.function.Consumer;

/** A node whose ways may all be closed. */
public final class NoDefault implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2108", "graph/no-default", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "All ways out of the node have conditions and none is the default: when no condition"
        + " holds the run fails with `dead-end`.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (!context.isGraphWhole()) {
      return;
    }
    for (NodeId node : context.graph().nodes()) {
      List<Edge> edges =
          context.graph().edgesFrom(node).stream()
              .filter(edge -> edge.on() == EdgeTrigger.SUCCESS || edge.on() == EdgeTrigger.ALWAYS)
              .toList();
      boolean allConditional =
          !edges.isEmpty()
              && edges.stream().allMatch(edge -> edge.when() != null && !edge.isDefault());
      if (allConditional && !Exhaustiveness.isCovered(context.definition().node(node), edges)) {
        report(context, node, problems);
      }
    }
  }

  private void report(CheckContext context, NodeId node, Consumer<Problem> problems) {
    String message =
        "the run fails here when no condition holds (expected: a way with 'default: true')";
    context
        .index()
        .findDeclaration(Symbol.node(node.value()))
        .ifPresent(place -> problems.accept(Problem.of(code(), place.name(), message)));
  }
}
