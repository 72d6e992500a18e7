package fermata.definition.check.graph;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Graph;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.Symbol;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A part of the graph that a run can enter and never leave. */
public final class NoWayOut implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2109", "graph/no-way-out", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "A run that comes to the node can never complete: no terminal node can be reached from"
        + " there.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (!context.isGraphWhole()) {
      return;
    }
    Graph graph = context.graph();
    List<NodeId> trapped = graph.trapped().stream().filter(graph::isReachable).toList();
    boolean hasTerminal =
        graph.nodes().stream().anyMatch(node -> graph.isReachable(node) && graph.isTerminal(node));
    if (trapped.isEmpty() || !hasTerminal) {
      return;
    }
    String names = trapped.stream().map(NodeId::value).collect(Collectors.joining(", "));
    NodeId first = trapped.getFirst();
    context
        .index()
        .findDeclaration(Symbol.node(first.value()))
        .ifPresent(
            place ->
                problems.accept(
                    Problem.of(
                        code(),
                        place.name(),
                        "a run that comes here never completes: no terminal node can be reached"
                            + " from "
                            + names)));
  }
}
