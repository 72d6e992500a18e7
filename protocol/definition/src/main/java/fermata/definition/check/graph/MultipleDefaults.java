package fermata.definition.check.graph;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** A node with several default ways for the same end. */
public final class MultipleDefaults implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2104", "graph/multiple-defaults", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A node may have one default way for each end; a route without `when` is one too.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (NodeId node : context.graph().branching()) {
      Map<EdgeTrigger, Edge> first = new EnumMap<>(EdgeTrigger.class);
      for (Edge edge : context.graph().edgesFrom(node)) {
        Edge earlier = edge.isDefault() ? first.putIfAbsent(edge.on(), edge) : null;
        if (earlier != null) {
          String message = "node '" + node.value() + "' has a default way already";
          problems.accept(
              Problem.of(code(), context.target(edge), message)
                  .withRelated(context.target(earlier), "the first is here"));
        }
      }
    }
  }
}
