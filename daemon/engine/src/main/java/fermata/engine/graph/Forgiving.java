package fermata.engine.graph;

import fermata.definition.model.Edge;
import fermata.definition.model.Join;
import fermata.definition.model.NodeId;
import fermata.engine.state.Lineage;
import fermata.engine.state.Step;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;

/** Which node goes on without a branch that fails. */
final class Forgiving {

  private Forgiving() {}

  /**
   * {@return the node that goes on without the branch of a step, if one does}
   *
   * <p>It is the nearest one on the ways of the step that says how it waits; where that one does
   * not go on, none behind it can. A step in no fan-out is no branch.
   */
  static Optional<NodeId> join(Course course, Step step) {
    if (!(step.token().lineage() instanceof Lineage.Branch)) {
      return Optional.empty();
    }
    var seen = new HashSet<NodeId>();
    var open = new ArrayDeque<NodeId>();
    open.add(step.node());
    while (!open.isEmpty()) {
      for (Edge edge : course.definition().edgesFrom(open.remove())) {
        Join join = course.definition().node(edge.to()).options().join();
        if (!join.equals(Join.DEFAULT)) {
          return join.onBranchError() == Join.BranchError.CONTINUE
              ? Optional.of(edge.to())
              : Optional.empty();
        }
        if (seen.add(edge.to())) {
          open.add(edge.to());
        }
      }
    }
    return Optional.empty();
  }
}
