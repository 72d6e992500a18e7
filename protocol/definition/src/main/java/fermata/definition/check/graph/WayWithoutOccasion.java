package fermata.definition.check.graph;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.model.Edge;
import fermata.definition.model.Node;
import fermata.definition.model.Unanswered;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A way for an end that its node cannot come to. */
public final class WayWithoutOccasion implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2110", "graph/way-without-occasion", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The way is for an end that the node cannot come to, such as a timeout of a question"
        + " that waits as long as it takes.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (!context.isGraphWhole()) {
      return;
    }
    for (Edge edge : context.definition().edges()) {
      Node node = context.definition().node(edge.from());
      String reason = reason(context, node, edge);
      if (!reason.isEmpty()) {
        problems.accept(
            Problem.of(code(), context.place(edge.pointer() + ".on"), "never taken: " + reason));
      }
    }
  }

  private static String reason(CheckContext context, Node node, Edge edge) {
    return switch (edge.on()) {
      case DENIED ->
          node.namedTools().isEmpty()
              ? "only a node that calls tools itself can be denied them"
              : "";
      case TIMEOUT -> canWait(context, node) ? "" : timeoutReason(node);
      case SUCCESS, FAILURE, ALWAYS -> "";
    };
  }

  /** A join with a deadline runs out of time, and so does a model that is asked about the ways. */
  private static boolean canWait(CheckContext context, Node node) {
    return node.options().join().deadline() != null
        || (node instanceof Node.Router router && router.decide() != null)
        || context.graph().edgesFrom(node.id()).stream().anyMatch(edge -> edge.decide() != null);
  }

  private static String timeoutReason(Node node) {
    return switch (node) {
      case Node.Human human when human.options().timeout() == null ->
          "the question has no 'timeout'";
      case Node.Human human when human.unanswered() instanceof Unanswered.Default ->
          "without an answer the question goes on with its default";
      case Node.Router _, Node.Transform _, Node.Emit _ ->
          "a '" + node.kind() + "' node takes no time";
      case Node.Wait wait when wait.selector() == null -> "the node waits for a time";
      case Node.Wait wait when wait.options().timeout() == null ->
          "the wait for the event has no 'timeout'";
      case Node.Wait _ -> "";
      case Node.Human _, Node.Llm _, Node.Tool _, Node.Workflow _, Node.Code _ -> "";
      case Node.Map map when map.options().timeout() == null ->
          "a 'map' node without a timeout waits for its elements as long as they take";
      case Node.Map _ -> "";
      case Node.Agent agent when agent.options().timeout() == null ->
          "an 'agent' node without a timeout waits as long as it takes";
      case Node.Agent _ -> "";
    };
  }
}
