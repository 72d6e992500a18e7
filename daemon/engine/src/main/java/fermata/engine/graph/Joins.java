package fermata.engine.graph;

import fermata.definition.keys.DurationText;
import fermata.definition.model.Join;
import fermata.definition.model.NodeId;
import fermata.definition.model.Ways;
import fermata.engine.fold.Joining;
import fermata.engine.run.ElementId;
import fermata.engine.run.Failure;
import fermata.engine.run.FanOutId;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepId;
import fermata.engine.run.StepStatus;
import fermata.engine.state.Flow.Arrival;
import fermata.engine.state.Flow.Place;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import fermata.engine.state.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When tokens that wait at a node become a step.
 *
 * <p>A node waits for every live token that can still reach it, and then takes all that have come
 * as one; its {@code join} may say that fewer are enough, or for how long it waits. Where tokens
 * wait for each other round a cycle and nobody else can come, the node that stands first in the
 * file goes on. Tokens of different elements of a map never meet.
 */
final class Joins {

  private Joins() {}

  /** Why a node goes on. */
  private enum Cause {
    ALL,
    ENOUGH,
    DEADLINE
  }

  private record Ready(Place place, Cause cause) {}

  static void activate(Course course) {
    for (Ready ready : ready(course)) {
      if (!Drive.isRunning(course) || !Budget.allowsStep(course)) {
        return;
      }
      // Another node may have gone on without the branches that wait here.
      if (course.state().flow().at(ready.place()).findAny().isPresent()) {
        startWithin(course, ready);
      }
    }
  }

  private static void startWithin(Course course, Ready ready) {
    ElementId element = ready.place().element();
    Optional<Failure> refusal =
        element == null ? Optional.empty() : Budget.refusalInside(course, element);
    if (element != null && refusal.isPresent()) {
      MapWork.failed(course, element, refusal.get());
    } else {
      start(course, ready);
    }
  }

  private static void start(Course course, Ready ready) {
    Place place = ready.place();
    if (ready.cause() != Cause.ALL) {
      withdrawOthers(course, place, ready.cause());
    }
    SharedKeys.refresh(course);
    RunState state = course.state();
    Joining.Joined joined = Joining.at(course.definition(), state, place);
    List<Arrival> arrivals = state.flow().at(place).toList();
    var id = StepId.of(state.counters().steps() + 1);
    course.emit(
        new RunEvent.StepStarted(
            id,
            place.node(),
            course.definition().node(place.node()).kind(),
            visits(state, place) + 1,
            shared(state, place, joined.token()),
            place.element()));
    Marks.ofRun(course);
    Step step = course.state().steps().get(id);
    Conflicts.tell(course, id, joined.rejected());
    if (!joined.rejected().isEmpty()) {
      Steps.finish(course, step, StepStatus.FAILURE, joined.rejected().getFirst().failure());
    } else {
      missing(course, ready, arrivals)
          .ifPresent(failure -> Steps.finish(course, step, status(ready), failure));
    }
  }

  private static StepStatus status(Ready ready) {
    return ready.cause() == Cause.DEADLINE ? StepStatus.TIMEOUT : StepStatus.FAILURE;
  }

  private static void withdrawOthers(Course course, Place place, Cause cause) {
    Ways ways = course.definition().ways();
    List<Step> others =
        course.state().steps().values().stream()
            .filter(step -> Objects.equals(step.token().frame(), place.element()))
            .filter(step -> ways.lead(step.node(), place.node()))
            .toList();
    String reason = "node '" + place.node().value() + "' went on without its branch";
    others.forEach(step -> Withdrawal.withdraw(course, step, reason));
    course.emit(
        new RunEvent.BranchesWithdrawn(
            place.node(),
            place.element(),
            others.stream().map(Step::id).toList(),
            cause == Cause.DEADLINE ? RunEvent.Withdrawn.DEADLINE : RunEvent.Withdrawn.ENOUGH));
  }

  private static Optional<Failure> missing(Course course, Ready ready, List<Arrival> arrivals) {
    NodeId node = ready.place().node();
    Join join = join(course, node);
    long came = came(arrivals);
    String pointer = "nodes." + node.value() + ".join";
    if (ready.cause() == Cause.DEADLINE && join.onBranchError() == Join.BranchError.FAIL) {
      String message =
          "node '%s': %d of its branches came within %s (expected: %s)"
              .formatted(
                  node.value(),
                  came,
                  DurationText.of(Objects.requireNonNull(join.deadline())),
                  expected(join));
      return Optional.of(Failure.at(pointer, "join.timeout", message));
    }
    if (came >= join.waits().least()) {
      return Optional.empty();
    }
    String message =
        "node '%s': %d of its branches came (expected: at least %d)%s"
            .formatted(node.value(), came, join.waits().least(), lastError(arrivals));
    return Optional.of(Failure.at(pointer, "join.incomplete", message));
  }

  private static String expected(Join join) {
    return switch (join.waits()) {
      case Join.Wait.All() -> "all";
      case Join.Wait.Any() -> "one";
      case Join.Wait.Count(var branches) -> Integer.toString(branches);
    };
  }

  private static String lastError(List<Arrival> arrivals) {
    return arrivals.reversed().stream()
        .map(Arrival::error)
        .flatMap(Stream::ofNullable)
        .findFirst()
        .map(error -> "; the last failed: " + error.kind() + ": " + error.message())
        .orElse("");
  }

  private static long came(List<Arrival> arrivals) {
    return arrivals.stream().filter(arrival -> arrival.error() == null).count();
  }

  private static Join join(Course course, NodeId node) {
    return course.definition().node(node).options().join();
  }

  private static int visits(RunState state, Place place) {
    ElementId element = place.element();
    return element == null
        ? state.memory().visitsOf(place.node())
        : state.flow().frames().get(element).visitsOf(place.node());
  }

  // Fan-outs of which the step is one branch among others that are still under way.
  private static List<FanOutId> shared(RunState state, Place place, Token token) {
    List<FanOutId> mine = token.lineage().fanOuts();
    if (mine.isEmpty()) {
      return mine;
    }
    var others = new HashSet<FanOutId>();
    Stream.concat(
            state.steps().values().stream().map(Step::token),
            state.flow().arrivals().stream()
                .filter(arrival -> !arrival.place().equals(place))
                .map(Arrival::token))
        .forEach(other -> others.addAll(other.lineage().fanOuts()));
    return mine.stream().filter(others::contains).toList();
  }

  private static List<Ready> ready(Course course) {
    RunState state = course.state();
    Map<@Nullable ElementId, Set<NodeId>> waiting = new LinkedHashMap<>();
    for (Arrival arrival : state.flow().arrivals()) {
      waiting
          .computeIfAbsent(arrival.token().frame(), _ -> new LinkedHashSet<>())
          .add(arrival.at());
    }
    if (waiting.isEmpty()) {
      return List.of();
    }
    Map<@Nullable ElementId, Set<NodeId>> moving = new HashMap<>();
    for (Step step : state.steps().values()) {
      moving.computeIfAbsent(step.token().frame(), _ -> new HashSet<>()).add(step.node());
    }
    var ready = new ArrayList<Ready>();
    waiting.forEach(
        (element, nodes) ->
            ready.addAll(ready(course, element, nodes, moving.getOrDefault(element, Set.of()))));
    return ready;
  }

  private static List<Ready> ready(
      Course course, @Nullable ElementId element, Set<NodeId> waiting, Set<NodeId> moving) {
    var ready = new ArrayList<Ready>();
    for (NodeId node : waiting) {
      var place = new Place(element, node);
      if (isComplete(course, node, waiting, moving)) {
        ready.add(new Ready(place, Cause.ALL));
      } else {
        early(course, place).ifPresent(cause -> ready.add(new Ready(place, cause)));
      }
    }
    return ready.isEmpty()
        ? stuck(course, waiting, moving).stream()
            .map(node -> new Ready(new Place(element, node), Cause.ALL))
            .toList()
        : ready;
  }

  // Tokens that have come to the node itself are taken along; the others may still come.
  private static boolean isComplete(
      Course course, NodeId node, Set<NodeId> waiting, Set<NodeId> moving) {
    if (waiting.size() == 1 && moving.isEmpty()) {
      return true;
    }
    Ways ways = course.definition().ways();
    return moving.stream().noneMatch(from -> ways.lead(from, node))
        && waiting.stream().noneMatch(from -> !from.equals(node) && ways.lead(from, node));
  }

  private static Optional<Cause> early(Course course, Place place) {
    Join join = join(course, place.node());
    if (!join.isEarly()) {
      return Optional.empty();
    }
    List<Arrival> arrivals = course.state().flow().at(place).toList();
    if (came(arrivals) >= join.waits().enough()) {
      return Optional.of(Cause.ENOUGH);
    }
    boolean isDue =
        arrivals.stream()
            .map(Arrival::dueAt)
            .flatMap(Stream::ofNullable)
            .anyMatch(dueAt -> !dueAt.isAfter(course.now()));
    return isDue ? Optional.of(Cause.DEADLINE) : Optional.empty();
  }

  private static List<NodeId> stuck(Course course, Set<NodeId> waiting, Set<NodeId> moving) {
    Ways ways = course.definition().ways();
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
