package fermata.definition.check.expression;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.index.ExpressionSite;
import fermata.definition.keys.ScopeKind;
import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import java.util.List;
import java.util.function.Predicate;

/** Whether what expressions read is there where they are evaluated. */
final class Reads {

  private Reads() {}

  /**
   * Whether something holds at every place where the expression may be evaluated: at the node it
   * belongs to, or, for the result of a run, at each node where the run may end.
   *
   * <p>True where the place is not known: then nothing can be said.
   */
  static boolean holdsAtAll(CheckContext context, ExpressionSite site, Predicate<NodeId> at) {
    for (NodeId place : places(context, site)) {
      if (!at.test(place)) {
        return false;
      }
    }
    return true;
  }

  static boolean holdsAtSome(CheckContext context, ExpressionSite site, Predicate<NodeId> at) {
    List<NodeId> places = places(context, site);
    for (NodeId place : places) {
      if (at.test(place)) {
        return true;
      }
    }
    return places.isEmpty();
  }

  private static List<NodeId> places(CheckContext context, ExpressionSite site) {
    if (site.text().value().scope() == ScopeKind.RESULT) {
      return context.graph().nodes().stream()
          .filter(context.graph()::isReachable)
          .filter(context.graph()::isTerminal)
          .toList();
    }
    var owner = new NodeId(site.text().value().owner());
    Node node = context.definition().nodes().get(owner);
    return node != null && context.graph().isReachable(owner) ? List.of(owner) : List.of();
  }

  /** Whether the expression is evaluated when its node has ended. */
  private static boolean isAfter(ExpressionSite site) {
    ScopeKind scope = site.text().value().scope();
    return scope != ScopeKind.NODE
        && scope != ScopeKind.GIVEN
        && scope != ScopeKind.STEP
        && scope != ScopeKind.WAITED_EVENT;
  }

  /** Whether the outputs of a producer are there when the expression is evaluated at a node. */
  static boolean isAvailable(
      CheckContext context, ExpressionSite site, NodeId producer, NodeId at) {
    boolean isAfter = isAfter(site);
    return (isAfter && producer.equals(at)) || context.graph().isAvailable(producer, at);
  }

  /** Whether the outputs of a producer can be there when the expression is evaluated at a node. */
  static boolean isPossible(CheckContext context, ExpressionSite site, NodeId producer, NodeId at) {
    boolean isAfter = isAfter(site);
    return (isAfter && producer.equals(at)) || leadsTo(context, producer, at);
  }

  /** Whether some way from a success of the producer leads to the node. */
  private static boolean leadsTo(CheckContext context, NodeId producer, NodeId at) {
    for (Edge edge : context.graph().edgesFrom(producer)) {
      boolean isForSuccess = edge.on() == EdgeTrigger.SUCCESS || edge.on() == EdgeTrigger.ALWAYS;
      if (isForSuccess && (edge.to().equals(at) || context.graph().canReach(edge.to(), at))) {
        return true;
      }
    }
    return false;
  }
}
