package fermata.definition.load;

import fermata.definition.expression.Expression;
import fermata.definition.keys.Pointers;
import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.model.NodeId;
import fermata.definition.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ways between nodes, wherever they are written: {@code edges}, {@code next}, routes, or
 * nowhere, when the nodes run in the order of the file.
 *
 * <p>A way to or from a node that is not there is left out.
 *
 * @param nodes the nodes that are there, in the order of the file
 */
record EdgeReader(Texts texts, List<NodeId> nodes) {

  List<Edge> edges(Spot root) {
    var read = new ArrayList<Draft>();
    root.get("nodes").members().forEach((id, node) -> readOwn(id, node, read));
    for (Spot edge : root.get("edges").items()) {
      read.add(draft(edge.get("from").text(), edge, Place.ORDINARY));
    }
    if (read.isEmpty()) {
      return chain();
    }
    var known = Set.copyOf(nodes);
    return read.stream()
        .filter(draft -> known.contains(draft.from()) && known.contains(draft.to()))
        .map(Draft::edge)
        .toList();
  }

  /** A way whose ends need not exist. */
  private record Draft(NodeId from, NodeId to, Spot spot, @Nullable Expression when, Place place) {

    Edge edge() {
      EdgeTrigger trigger =
          Words.find(EdgeTrigger.class, spot.get("on").textOr("success"))
              .orElse(EdgeTrigger.SUCCESS);
      boolean isDefault = place.isDefault() || spot.get("default").isTrue();
      int priority = place.isRoute() ? place.priority() : spot.get("priority").smallOr(0);
      String label = spot.get("label").textOr("");
      return new Edge(
          from, to, trigger, when, isDefault, isDefault ? 0 : priority, label, spot.pointer());
    }
  }

  /** What the place of a way says about it beyond its own keys. */
  private record Place(boolean isRoute, boolean isDefault, int priority) {
    static final Place ORDINARY = new Place(false, false, 0);
    static final Place OTHERWISE = new Place(false, true, 0);
  }

  private void readOwn(String id, Spot node, List<Draft> read) {
    if (!(node.node() instanceof YamlNode.Mapping)) {
      return;
    }
    readNext(id, node.get("next"), read);
    List<Spot> routes = node.get("routes").items();
    for (int i = 0; i < routes.size(); i++) {
      Spot route = routes.get(i);
      boolean isDefault = !route.get("when").isPresent();
      var place = new Place(true, isDefault, routes.size() - i);
      read.add(draft(id, route, place));
    }
  }

  private void readNext(String id, Spot next, List<Draft> read) {
    if (next.text() != null) {
      read.add(plain(id, next, Place.ORDINARY));
    }
    boolean hasCondition = next.items().stream().anyMatch(item -> item.get("when").isPresent());
    for (Spot item : next.items()) {
      Place place = hasCondition && isOtherwise(item) ? Place.OTHERWISE : Place.ORDINARY;
      read.add(item.text() != null ? plain(id, item, place) : draft(id, item, place));
    }
  }

  /** In a list with conditions, what has none is what happens otherwise. */
  private static boolean isOtherwise(Spot item) {
    return !item.get("when").isPresent()
        && !item.get("on").isPresent()
        && !item.get("default").isPresent();
  }

  private static Draft plain(String from, Spot to, Place place) {
    return new Draft(new NodeId(from), new NodeId(to.textOr("")), to, null, place);
  }

  private Draft draft(@Nullable String from, Spot spot, Place place) {
    Expression when = texts.expression(spot.get("when"));
    var source = new NodeId(from == null ? "" : from);
    return new Draft(source, new NodeId(spot.get("to").textOr("")), spot, when, place);
  }

  private List<Edge> chain() {
    var edges = new ArrayList<Edge>();
    for (int i = 1; i < nodes.size(); i++) {
      NodeId from = nodes.get(i - 1);
      String pointer = Pointers.key("nodes", from.value());
      edges.add(new Edge(from, nodes.get(i), EdgeTrigger.SUCCESS, null, false, 0, "", pointer));
    }
    return edges;
  }
}
