package fermata.engine.graph;

import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.model.NodeId;
import fermata.engine.run.Failure;
import fermata.engine.run.StepStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Which edges of a node that ended are taken. */
final class Edges {

  private Edges() {}

  /** What came of the edges of a node. */
  sealed interface Choice {

    /** These, in the order of the file. */
    record Taken(List<Edge> edges) implements Choice {}

    /** None waits for such an end. */
    record NoneFits() implements Choice {}

    /** Some wait for it, but no condition holds. */
    record NoneHolds() implements Choice {}

    /** A condition could not be evaluated. */
    record Broken(Failure failure) implements Choice {}
  }

  /**
   * {@return what is taken}
   *
   * <p>Priorities are looked at from the highest down, and no further than the first with a taken
   * edge: a condition below it is not evaluated.
   */
  static Choice choose(Course course, NodeId node, StepStatus status, Scope scope) {
    List<Edge> own = course.definition().edgesFrom(node);
    Set<EdgeTrigger> fitting = fitting(status, own);
    List<Edge> edges = own.stream().filter(edge -> fitting.contains(edge.on())).toList();
    if (edges.isEmpty()) {
      return new Choice.NoneFits();
    }
    Choice choice = highest(edges.stream().filter(edge -> !edge.isDefault()).toList(), scope);
    return choice instanceof Choice.NoneHolds
        ? highest(edges.stream().filter(Edge::isDefault).toList(), scope)
        : choice;
  }

  // A timeout or a denial is a failure for a node that has no edge of its own for it.
  private static Set<EdgeTrigger> fitting(StepStatus status, List<Edge> edges) {
    return switch (status) {
      case SUCCESS, SKIPPED -> EnumSet.of(EdgeTrigger.SUCCESS, EdgeTrigger.ALWAYS);
      case FAILURE -> EnumSet.of(EdgeTrigger.FAILURE, EdgeTrigger.ALWAYS);
      case TIMEOUT -> special(EdgeTrigger.TIMEOUT, edges);
      case DENIED -> special(EdgeTrigger.DENIED, edges);
      case CANCELLED -> EnumSet.noneOf(EdgeTrigger.class);
    };
  }

  private static Set<EdgeTrigger> special(EdgeTrigger trigger, List<Edge> edges) {
    boolean hasOwn = edges.stream().anyMatch(edge -> edge.on() == trigger);
    return EnumSet.of(hasOwn ? trigger : EdgeTrigger.FAILURE, EdgeTrigger.ALWAYS);
  }

  private static Choice highest(List<Edge> edges, Scope scope) {
    var groups = new TreeMap<Integer, List<Edge>>(Comparator.reverseOrder());
    edges.forEach(
        edge -> groups.computeIfAbsent(edge.priority(), _ -> new ArrayList<>()).add(edge));
    for (List<Edge> group : groups.values()) {
      Choice choice = holding(group, scope);
      if (!(choice instanceof Choice.NoneHolds)) {
        return choice;
      }
    }
    return new Choice.NoneHolds();
  }

  private static Choice holding(List<Edge> group, Scope scope) {
    var taken = new ArrayList<Edge>();
    for (Edge edge : group) {
      if (edge.when() == null) {
        taken.add(edge);
        continue;
      }
      switch (Expressions.test(edge.when(), scope)) {
        case Expressions.Result.Failed(var failure) -> {
          return new Choice.Broken(failure);
        }
        case Expressions.Result.Value(var holds) -> {
          if (holds.booleanValue()) {
            taken.add(edge);
          }
        }
      }
    }
    return taken.isEmpty() ? new Choice.NoneHolds() : new Choice.Taken(taken);
  }
}
