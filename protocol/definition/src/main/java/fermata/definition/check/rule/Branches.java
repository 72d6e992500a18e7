package fermata.definition.check.rule;

import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import java.util.BitSet;
import java.util.List;

/** What is known of the branches of fan-outs. */
final class Branches {

  private Branches() {}

  /**
   * {@return the branches that are taken whenever a node succeeds; one or none without a fan-out}
   */
  static List<Integer> surelyTaken(Graph graph, int node) {
    List<Edge> sure =
        graph.out(node).stream()
            .filter(edge -> edge.on() == EdgeTrigger.SUCCESS || edge.on() == EdgeTrigger.ALWAYS)
            .filter(Edge::isSure)
            .toList();
    int priority = sure.stream().mapToInt(Edge::priority).max().orElse(0);
    boolean isOvertaken = graph.out(node).stream().anyMatch(edge -> edge.priority() > priority);
    if (isOvertaken) {
      return List.of();
    }
    return sure.stream()
        .filter(edge -> edge.priority() == priority)
        .map(edge -> graph.number(edge.to()))
        .toList();
  }

  /** Whether two nodes lie in different branches of a fan-out that is taken as a whole. */
  static boolean areParallel(Graph graph, int one, int other) {
    for (int fork = 0; fork < graph.size(); fork++) {
      List<Integer> branches = graph.out(fork).size() > 1 ? surelyTaken(graph, fork) : List.of();
      for (int first : branches) {
        for (int second : branches) {
          if (first != second
              && isOnlyIn(graph, first, second, one)
              && isOnlyIn(graph, second, first, other)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean isOnlyIn(Graph graph, int branch, int otherBranch, int node) {
    return from(graph, branch).get(node) && !from(graph, otherBranch).get(node);
  }

  private static BitSet from(Graph graph, int node) {
    var start = new BitSet();
    start.set(node);
    return graph.reach(start, new BitSet());
  }
}
