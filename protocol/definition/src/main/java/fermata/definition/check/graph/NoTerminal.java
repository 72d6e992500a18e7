package fermata.definition.check.graph;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Graph;
import fermata.definition.check.rule.Rule;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A graph in which no run can ever complete. */
public final class NoTerminal implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2102", "graph/no-terminal", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "No terminal node can be reached: no run could ever complete.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (!context.isGraphWhole()) {
      return;
    }
    Graph graph = context.graph();
    boolean canEnd =
        graph.nodes().stream().anyMatch(node -> graph.isReachable(node) && graph.isTerminal(node));
    if (!graph.nodes().isEmpty() && !canEnd) {
      problems.accept(
          Problem.of(
              code(),
              context.keyPlace("nodes"),
              "no run can complete: every node that can be reached has a way on (expected: a node"
                  + " without a way out)"));
    }
  }
}
