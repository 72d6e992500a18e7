package fermata.definition.check.graph;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.model.Node;
import fermata.definition.model.Unanswered;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.List;
import java.util.function.Consumer;

/** A question whose time may run out and that no way follows then. */
public final class TimeoutWithoutWay implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2116", "graph/timeout-without-way", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "The question has a `timeout` and no way is for it: the run fails when nobody answers in"
        + " time.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (!context.isGraphWhole()) {
      return;
    }
    for (Block block : context.tree().blocksWith("timeout")) {
      Entry timeout = block.context() == KeyContext.NODE_HUMAN ? block.entry("timeout") : null;
      if (timeout != null
          && context.nodeOf(block) instanceof Node.Human node
          && !(node.unanswered() instanceof Unanswered.Default)
          && !hasWay(context.graph().edgesFrom(node.id()))) {
        problems.accept(
            Problem.of(
                code(),
                timeout.key().span(),
                "the run fails when nobody answers in time (expected: a way 'on: timeout')"));
      }
    }
  }

  private static boolean hasWay(List<Edge> edges) {
    return edges.stream()
        .map(Edge::on)
        .anyMatch(
            on ->
                on == EdgeTrigger.TIMEOUT || on == EdgeTrigger.FAILURE || on == EdgeTrigger.ALWAYS);
  }
}
