package fermata.definition.check.rule;

import fermata.definition.model.Node;
import fermata.definition.model.OutputField;
import java.util.List;

/** The nodes where a run may end, and what of its result they set. */
public final class Terminals {

  private Terminals() {}

  /** {@return the nodes where a run may end well, in the order of the file} */
  public static List<Node> reached(CheckContext context) {
    Graph graph = context.graph();
    return graph.nodes().stream()
        .filter(node -> graph.isReachable(node) && graph.isTerminal(node))
        .map(context.definition()::node)
        .toList();
  }

  /** Whether the outputs of a node have a name. */
  public static boolean sets(Node node, String output) {
    return NodeOutputs.of(node).containsKey(output);
  }

  /** Whether a field of the result must be there and says not from where. */
  public static boolean needsSource(CheckContext context, OutputField output) {
    return output.from() == null
        && output.field().required()
        && !context.definition().state().containsKey(output.field().name());
  }
}
