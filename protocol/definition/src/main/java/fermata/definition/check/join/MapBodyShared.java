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
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
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
    if (bodies.isEmpty()) {
      return;
    }
    Map<NodeId, SequencedSet<NodeId>> insides = new HashMap<>();
    for (NodeId node : context.graph().nodes()) {
      for (Node.Map map : bodies.directlyAround(node)) {
        insides.computeIfAbsent(map.id(), _ -> new LinkedHashSet<>()).add(node);
      }
    }
    for (Node node : context.definition().nodes().values()) {
      if (node instanceof Node.Map map) {
        var inside = insides.getOrDefault(map.id(), new LinkedHashSet<>());
        reason(context, bodies, map, inside)
            .ifPresent(reason -> problems.accept(problem(context, map, reason)));
      }
    }
  }

  private Problem problem(CheckContext context, Node.Map map, String reason) {
    Span place = context.place(Pointers.key("nodes", map.id().value()) + ".do");
    return Problem.of(code(), place, "the body does not stand by itself: " + reason);
  }

  private static Optional<String> reason(
      CheckContext context, MapBodies bodies, Node.Map map, SequencedSet<NodeId> inside) {
    if (bodies.around(map.id()).contains(map)) {
      return Optional.of("it leads back to node '" + map.id().value() + "'");
    }
    for (NodeId node : inside) {
      Optional<String> reason = fromOutside(context, inside, node);
      if (reason.isPresent()) {
        return reason;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> fromOutside(
      CheckContext context, SequencedSet<NodeId> inside, NodeId node) {
    if (context.graph().isEntry(node)) {
      return Optional.of("an entry point is at node '" + node.value() + "'");
    }
    return context.graph().edgesTo(node).stream()
        .map(Edge::from)
        .filter(from -> !inside.contains(from))
        .findFirst()
        .map(from -> "node '%s' leads to its node '%s'".formatted(from.value(), node.value()));
  }
}
