package fermata.engine.graph;

import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.model.Node;
import fermata.definition.model.OnError;
import fermata.engine.run.Failure;
import fermata.engine.run.StepStatus;
import fermata.engine.state.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which edges of a node that ended are taken. */
final class Edges {

  static final String YES = "yes";
  static final String NO = "no";

  private Edges() {}

  /** What came of the edges of a node. */
  sealed interface Choice {

    /** These, in the order of the file. */
    record Taken(List<Edge> edges) implements Choice {}

    /** None waits for such an end. */
    record NoneFits() implements Choice {}

    /** Some wait for it, but no condition holds. */
    record NoneHolds() implements Choice {}

    /**
     * A model has to say first.
     *
     * @param question the pointer of the question
     */
    record Undecided(String question, List<String> options) implements Choice {

      public Undecided {
        options = List.copyOf(options);
      }
    }

    /** A condition could not be evaluated. */
    record Broken(Failure failure) implements Choice {}
  }

  /**
   * {@return what is taken}
   *
   * <p>Priorities are looked at from the highest down, and no further than the first with a taken
   * edge: a condition below it is not evaluated.
   */
  static Choice choose(Course course, Step step, StepStatus status, Scope scope) {
    Choice choice = among(course, step, status, scope);
    boolean isUnhandled = choice instanceof Choice.NoneFits || choice instanceof Choice.NoneHolds;
    return isUnhandled && isForgiven(course, step, status)
        ? among(course, step, StepStatus.SUCCESS, scope)
        : choice;
  }

  /** Whether a run goes on after such an end as if it had been a success. */
  static boolean isForgiven(Course course, Step step, StepStatus status) {
    return switch (status) {
      case FAILURE, TIMEOUT, DENIED -> course.nodeOf(step).options().onError() == OnError.CONTINUE;
      case SUCCESS, SKIPPED, CANCELLED -> false;
    };
  }

  private static Choice among(Course course, Step step, StepStatus status, Scope scope) {
    List<Edge> own = course.definition().edgesFrom(step.node());
    Set<EdgeTrigger> fitting = fitting(status, own);
    List<Edge> edges = own.stream().filter(edge -> fitting.contains(edge.on())).toList();
    if (edges.isEmpty()) {
      return new Choice.NoneFits();
    }
    List<Edge> conditional = edges.stream().filter(edge -> !edge.isDefault()).toList();
    boolean isDecided =
        fitting.contains(EdgeTrigger.SUCCESS)
            && course.nodeOf(step) instanceof Node.Router router
            && router.decide() != null;
    Choice choice =
        isDecided ? routed(step, conditional, scope) : highest(step, conditional, scope);
    return choice instanceof Choice.NoneHolds
        ? highest(step, edges.stream().filter(Edge::isDefault).toList(), scope)
        : choice;
  }

  // A model is asked only where there is something to choose.
  private static Choice routed(Step step, List<Edge> edges, Scope scope) {
    Choice open = open(edges, scope);
    if (!(open instanceof Choice.Taken(var routes)) || routes.size() == 1) {
      return open;
    }
    String question = "nodes." + step.node().value() + ".decide";
    Optional<String> verdict = step.verdicts().find(question);
    if (verdict.isEmpty()) {
      return new Choice.Undecided(question, routes.stream().map(Edge::word).distinct().toList());
    }
    List<Edge> chosen =
        routes.stream().filter(edge -> edge.word().equals(verdict.get())).limit(1).toList();
    return chosen.isEmpty() ? new Choice.NoneHolds() : new Choice.Taken(chosen);
  }

  // A timeout or a denial is a failure for a node that has no edge of its own for it.
  static Set<EdgeTrigger> fitting(StepStatus status, List<Edge> edges) {
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

  private static Choice highest(Step step, List<Edge> edges, Scope scope) {
    var groups = new TreeMap<Integer, List<Edge>>(Comparator.reverseOrder());
    edges.forEach(
        edge -> groups.computeIfAbsent(edge.priority(), _ -> new ArrayList<>()).add(edge));
    for (List<Edge> group : groups.values()) {
      Choice choice = holding(step, group, scope);
      if (!(choice instanceof Choice.NoneHolds)) {
        return choice;
      }
    }
    return new Choice.NoneHolds();
  }

  private static Choice holding(Step step, List<Edge> group, Scope scope) {
    Choice open = open(group, scope);
    if (!(open instanceof Choice.Taken(var edges))) {
      return open;
    }
    var taken = new ArrayList<Edge>();
    for (Edge edge : edges) {
      if (edge.decide() == null) {
        taken.add(edge);
        continue;
      }
      Optional<String> verdict = step.verdicts().find(question(edge));
      if (verdict.isEmpty()) {
        return new Choice.Undecided(question(edge), List.of(YES, NO));
      }
      if (verdict.get().equals(YES)) {
        taken.add(edge);
      }
    }
    return taken.isEmpty() ? new Choice.NoneHolds() : new Choice.Taken(taken);
  }

  // Those whose conditions hold, whatever a model says about them.
  private static Choice open(List<Edge> group, Scope scope) {
    var open = new ArrayList<Edge>();
    for (Edge edge : group) {
      if (edge.when() == null) {
        open.add(edge);
        continue;
      }
      switch (Expressions.test(edge.when(), scope)) {
        case Expressions.Result.Failed(var failure) -> {
          return new Choice.Broken(failure);
        }
        case Expressions.Result.Value(var holds) -> {
          if (holds.booleanValue()) {
            open.add(edge);
          }
        }
      }
    }
    return open.isEmpty() ? new Choice.NoneHolds() : new Choice.Taken(open);
  }

  /** {@return the pointer of the question that decides about an edge} */
  static String question(Edge edge) {
    return edge.pointer() + ".decide";
  }
}
