package fermata.definition.check.join;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.Pointers;
import fermata.definition.model.Edge;
import fermata.definition.model.MapBodies;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import java.util.Optional;
import java.util.function.Consumer;

/** A body of a map that something else is part of, too. */
public final class MapBodyShared implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2155", "graph/map-body-shared", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A node in the body of a map is reached from outside of the body, or the body leads back to"
        + " its map or to an entry point: a run would not know for which element it is there.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (!context.isGraphWhole()) {
      return;
    }
    var bodies = MapBodies.of(context.definition());
    for (Node node : context.definition().nodes().values()) {
      if (node instanceof Node.Map map) {
        reason(context, bodies, map)
            .ifPresent(reason -> problems.accept(problem(context, map, reason)));
      }
    }
  }

  private Problem problem(CheckContext context, Node.Map map, String reason) {
    Span place = context.place(Pointers.key("nodes", map.id().value()) + ".do");
    return Problem.of(code(), place, "the body does not stand by itself: " + reason);
  }

  private static Optional<String> reason(CheckContext context, MapBodies bodies, Node.Map map) {
    if (bodies.around(map.id()).contains(map)) {
      return Optional.of("it leads back to node '" + map.id().value() + "'");
    }
    for (NodeId inside : context.graph().nodes()) {
      if (bodies.directlyAround(inside).contains(map)) {
        Optional<String> reason = fromOutside(context, bodies, map, inside);
        if (reason.isPresent()) {
          return reason;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> fromOutside(
      CheckContext context, MapBodies bodies, Node.Map map, NodeId inside) {
    if (context.graph().isEntry(inside)) {
      return Optional.of("an entry point is at node '" + inside.value() + "'");
    }
    return context.graph().edgesTo(inside).stream()
        .map(Edge::from)
        .filter(from -> !bodies.directlyAround(from).contains(map))
        .findFirst()
        .map(from -> "node '%s' leads to its node '%s'".formatted(from.value(), inside.value()));
  }
}
