package fermata.definition.load;

import fermata.definition.expression.Expression;
import fermata.definition.expression.Template;
import fermata.definition.keys.Pointers;
import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.model.NodeId;
import fermata.definition.model.OnError;
import fermata.definition.model.Ordered;
import fermata.definition.model.ValueTemplate;
import fermata.definition.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
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
  private record Draft(
      NodeId from,
      NodeId to,
      Spot spot,
      @Nullable Expression when,
      SequencedMap<String, ValueTemplate> inputs,
      @Nullable Template decide,
      Place place) {

    Edge edge() {
      EdgeTrigger trigger =
          Words.find(EdgeTrigger.class, spot.get("on").textOr("")).orElse(place.on());
      boolean isDefault = place.isDefault() || spot.get("default").isTrue();
      int priority = place.isRoute() ? place.priority() : spot.get("priority").smallOr(0);
      String label = spot.get("label").textOr("");
      return new Edge(
          from,
          to,
          trigger,
          when,
          isDefault,
          isDefault ? 0 : priority,
          label,
          inputs,
          decide,
          spot.pointer());
    }
  }

  /** What the place of a way says about it beyond its own keys. */
  private record Place(EdgeTrigger on, boolean isRoute, boolean isDefault, int priority) {
    static final Place ORDINARY = new Place(EdgeTrigger.SUCCESS, false, false, 0);
    static final Place OTHERWISE = new Place(EdgeTrigger.SUCCESS, false, true, 0);
    static final Place ON_FAILURE = new Place(EdgeTrigger.FAILURE, false, false, 0);
  }

  private void readOwn(String id, Spot node, List<Draft> read) {
    if (!(node.node() instanceof YamlNode.Mapping)) {
      return;
    }
    readNext(id, node.get("next"), read);
    Spot onError = node.get("on_error");
    if (isNodeOf(onError)) {
      read.add(plain(id, onError, Place.ON_FAILURE));
    }
    boolean isDecided = node.get("decide").isPresent();
    List<Spot> routes = node.get("routes").items();
    for (int i = 0; i < routes.size(); i++) {
      Spot route = routes.get(i);
      boolean isDefault = !isDecided && !route.get("when").isPresent();
      int priority = isDecided ? 0 : routes.size() - i;
      var place = new Place(EdgeTrigger.SUCCESS, true, isDefault, priority);
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
    var target = new NodeId(to.textOr(""));
    return new Draft(new NodeId(from), target, to, null, Ordered.empty(), null, place);
  }

  private Draft draft(@Nullable String from, Spot spot, Place place) {
    Expression when = texts.expression(spot.get("when"));
    var source = new NodeId(from == null ? "" : from);
    return new Draft(
        source,
        new NodeId(spot.get("to").textOr("")),
        spot,
        when,
        texts.values(spot.get("map")),
        texts.template(spot.get("decide")),
        place);
  }

  /** A word of the language is no node, whatever nodes are called. */
  private static boolean isNodeOf(Spot onError) {
    String word = onError.text();
    return word != null && Words.find(OnError.class, word).isEmpty();
  }

  private List<Edge> chain() {
    var edges = new ArrayList<Edge>();
    for (int i = 1; i < nodes.size(); i++) {
      NodeId from = nodes.get(i - 1);
      String pointer = Pointers.key("nodes", from.value());
      edges.add(
          new Edge(
              from,
              nodes.get(i),
              EdgeTrigger.SUCCESS,
              null,
              false,
              0,
              "",
              Ordered.empty(),
              null,
              pointer));
    }
    return edges;
  }
}
