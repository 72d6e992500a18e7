package fermata.engine.graph;

import fermata.definition.model.NodeId;
import fermata.definition.model.Ways;
import fermata.engine.fold.Joining;
import fermata.engine.run.FanOutId;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepId;
import fermata.engine.run.StepStatus;
import fermata.engine.state.Flow.Arrival;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import fermata.engine.state.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When tokens that wait at a node become a step.
 *
 * <p>A node waits for every live token that can still reach it, and then takes all that have come
 * as one. Where tokens wait for each other round a cycle and nobody else can come, the node that
 * stands first in the file goes on.
 */
final class Joins {

  private Joins() {}

  static void activate(Course course) {
    List<NodeId> ready = ready(course);
    for (NodeId node : ready) {
      if (!Drive.isRunning(course) || !Budget.allowsStep(course)) {
        return;
      }
      start(course, node);
    }
  }

  private static void start(Course course, NodeId node) {
    RunState state = course.state();
    Joining.Joined joined = Joining.at(course.definition(), state, node);
    var id = StepId.of(state.counters().steps() + 1);
    course.emit(
        new RunEvent.StepStarted(
            id,
            node,
            course.definition().node(node).kind(),
            state.memory().visitsOf(node) + 1,
            shared(state, node, joined.token())));
    Marks.ofRun(course);
    if (!joined.rejected().isEmpty()) {
      Step step = course.state().steps().get(id);
      Steps.finish(course, step, StepStatus.FAILURE, joined.rejected().getFirst());
    }
  }

  // Fan-outs of which the step is one branch among others that are still under way.
  private static List<FanOutId> shared(RunState state, NodeId node, Token token) {
    var others = new HashSet<FanOutId>();
    Stream.concat(
            state.steps().values().stream().map(Step::token),
            state.flow().arrivals().stream()
                .filter(arrival -> !arrival.at().equals(node))
                .map(Arrival::token))
        .forEach(other -> others.addAll(other.lineage().fanOuts()));
    return others.isEmpty()
        ? List.of()
        : token.lineage().fanOuts().stream().filter(others::contains).toList();
  }

  private static List<NodeId> ready(Course course) {
    RunState state = course.state();
    var waiting = new LinkedHashSet<NodeId>();
    state.flow().arrivals().forEach(arrival -> waiting.add(arrival.at()));
    if (waiting.size() < 2 && state.steps().isEmpty()) {
      return List.copyOf(waiting);
    }
    return ready(course, waiting);
  }

  private static List<NodeId> ready(Course course, Set<NodeId> waiting) {
    Ways ways = course.definition().ways();
    Set<NodeId> moving = new HashSet<>();
    course.state().steps().values().forEach(step -> moving.add(step.node()));
    List<NodeId> ready =
        waiting.stream()
            .filter(node -> moving.stream().noneMatch(place -> ways.lead(place, node)))
            .filter(node -> isFree(ways, node, waiting))
            .toList();
    return ready.isEmpty() ? stuck(course, ways, waiting, moving) : ready;
  }

  // Tokens that have come to the node itself are taken along; the others may still come.
  private static boolean isFree(Ways ways, NodeId node, Set<NodeId> waiting) {
    return waiting.stream().noneMatch(place -> !place.equals(node) && ways.lead(place, node));
  }

  private static List<NodeId> stuck(
      Course course, Ways ways, Set<NodeId> waiting, Set<NodeId> moving) {
    Set<NodeId> coming = new HashSet<>(moving);
    var stuck = new ArrayList<>(waiting);
    boolean hasChanged = true;
    while (hasChanged) {
      hasChanged =
          stuck.removeIf(
              node ->
                  coming.stream().anyMatch(place -> ways.lead(place, node)) && coming.add(node));
    }
    return course.definition().nodes().keySet().stream().filter(stuck::contains).limit(1).toList();
  }
}
