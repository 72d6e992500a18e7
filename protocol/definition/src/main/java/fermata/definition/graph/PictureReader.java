package fermata.definition.graph;

import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.model.Join;
import fermata.definition.model.MapBodies;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what is drawn from a definition. */
final class PictureReader {

  private final AgentDefinition definition;
  private final Map<NodeId, Integer> numbers = new LinkedHashMap<>();
  private final MapBodies bodies;

  PictureReader(AgentDefinition definition) {
    this.definition = definition;
    this.bodies = MapBodies.of(definition);
    definition.nodes().keySet().forEach(id -> numbers.put(id, numbers.size()));
  }

  Picture read() {
    Set<NodeId> joins = joins();
    List<Picture.Box> boxes =
        definition.nodes().values().stream().map(node -> box(node, joins)).toList();
    var ways = new ArrayList<Picture.Way>(definition.edges().stream().map(this::way).toList());
    definition.nodes().values().stream()
        .flatMap(node -> node instanceof Node.Map map ? Stream.of(map) : Stream.empty())
        .filter(map -> numbers.containsKey(map.body()))
        .forEach(map -> ways.add(wayToBody(map)));
    return new Picture(definition.name().value(), boxes, ways);
  }

  private Picture.Way wayToBody(Node.Map map) {
    return new Picture.Way(
        number(map.id()),
        number(map.body()),
        EdgeTrigger.SUCCESS,
        "",
        false,
        0,
        "each " + map.as());
  }

  private Picture.Box box(Node node, Set<NodeId> joins) {
    List<String> entries =
        definition.entries().entrySet().stream()
            .filter(entry -> entry.getValue().node().equals(node.id()))
            .map(Map.Entry::getKey)
            .toList();
    boolean isTerminal =
        bodies.directlyAround(node.id()).isEmpty()
            && definition.edgesFrom(node.id()).stream().noneMatch(PictureReader::isForSuccess);
    return new Picture.Box(
        node.id().value(), node.kind(), what(node), entries, isTerminal, join(node, joins));
  }

  private static String join(Node node, Set<NodeId> joins) {
    Join join = node.options().join();
    if (join.equals(Join.DEFAULT)) {
      return joins.contains(node.id()) ? "join" : "";
    }
    return switch (join.waits()) {
      case Join.Wait.All() -> "join";
      case Join.Wait.Any() -> "join any";
      case Join.Wait.Count(var branches) -> "join " + branches;
    };
  }

  private static String what(Node node) {
    return switch (node) {
      case Node.Tool tool -> tool.tool().value();
      case Node.Code code -> code.runtime();
      case Node.Workflow workflow -> String.join(", ", workflow.parts().keySet());
      case Node.Llm _, Node.Human _, Node.Router _, Node.Transform _, Node.Wait _, Node.Emit _ ->
          "";
      case Node.Map map -> map.concurrency() + " at once";
      case Node.Agent agent -> agent.agent().value();
    };
  }

  private Picture.Way way(Edge edge) {
    boolean isRoute = edge.pointer().contains(".routes[");
    return new Picture.Way(
        number(edge.from()),
        number(edge.to()),
        edge.on(),
        condition(edge),
        edge.isDefault(),
        isRoute ? 0 : edge.priority(),
        edge.label());
  }

  private static String condition(Edge edge) {
    boolean isAsked = edge.decide() != null && !edge.pointer().contains(".routes[");
    String when = edge.when() == null ? "" : edge.when().source();
    String also = when.isEmpty() ? "" : when + ", ";
    return isAsked ? also + "if a model says yes" : when;
  }

  private int number(NodeId id) {
    return Objects.requireNonNull(numbers.get(id));
  }

  private static boolean isForSuccess(Edge edge) {
    return edge.on() == EdgeTrigger.SUCCESS || edge.on() == EdgeTrigger.ALWAYS;
  }

  /** {@return the nodes where branches meet that surely run side by side} */
  private Set<NodeId> joins() {
    var joins = new HashSet<NodeId>();
    for (NodeId node : definition.nodes().keySet()) {
      List<Edge> out = definition.edgesFrom(node);
      for (int i = 0; i < out.size(); i++) {
        for (Edge other : out.subList(i + 1, out.size())) {
          if (isTogether(out.get(i), other)) {
            addMeetings(out.get(i), other, joins);
          }
        }
      }
    }
    return joins;
  }

  /** Whether one way is taken whenever the other is; two conditions may exclude each other. */
  private static boolean isTogether(Edge one, Edge other) {
    boolean isSure =
        (one.when() == null && one.decide() == null)
            || (other.when() == null && other.decide() == null);
    boolean sameEnd =
        one.on() == other.on()
            || one.on() == EdgeTrigger.ALWAYS
            || other.on() == EdgeTrigger.ALWAYS;
    return isSure
        && sameEnd
        && !one.isDefault()
        && !other.isDefault()
        && one.priority() == other.priority();
  }

  /** Where the ways first meet: each comes by an edge that the other cannot come by. */
  private void addMeetings(Edge one, Edge other, Set<NodeId> joins) {
    Set<NodeId> ours = reach(one);
    Set<NodeId> theirs = reach(other);
    for (NodeId node : ours) {
      if (theirs.contains(node)
          && comesBy(node, one, ours, theirs)
          && comesBy(node, other, theirs, ours)) {
        joins.add(node);
      }
    }
  }

  private boolean comesBy(NodeId node, Edge first, Set<NodeId> own, Set<NodeId> others) {
    return first.to().equals(node)
        || definition.edges().stream()
            .filter(edge -> edge.to().equals(node))
            .anyMatch(edge -> own.contains(edge.from()) && !others.contains(edge.from()));
  }

  /** {@return what a branch can reach without starting again where it left} */
  private Set<NodeId> reach(Edge first) {
    var found = new HashSet<NodeId>();
    var open = new ArrayList<NodeId>(List.of(first.to()));
    while (!open.isEmpty()) {
      NodeId node = open.removeLast();
      if (!node.equals(first.from()) && found.add(node)) {
        definition.edgesFrom(node).forEach(edge -> open.add(edge.to()));
      }
    }
    return found;
  }
}
