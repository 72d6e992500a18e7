package fermata.definition.load;

import fermata.definition.expression.Expression;
import fermata.definition.expression.Template;
import fermata.definition.keys.NodeKind;
import fermata.definition.keys.NodeKinds;
import fermata.definition.keys.Pointers;
import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.model.NodeId;
import fermata.definition.model.OnError;
import fermata.definition.model.Ordered;
import fermata.definition.model.ValueTemplate;
import fermata.definition.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    root.get("nodes").forEach((id, node) -> readOwn(id, node, read));
    for (Spot edge : root.get("edges").items()) {
      read.add(draft(edge.get("from").text(), edge, Place.ORDINARY));
    }
    if (read.isEmpty()) {
      return chain(bodies(root));
    }
    Map<NodeId, NodeId> known = HashMap.newHashMap(nodes.size());
    nodes.forEach(node -> known.put(node, node));
    var edges = new ArrayList<Edge>(read.size());
    for (Draft draft : read) {
      NodeId from = known.get(draft.from());
      NodeId to = known.get(draft.to());
      if (from != null && to != null) {
        edges.add(draft.edge(from, to));
      }
    }
    return edges;
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

    /** The same, decided by the question of a router. */
    Draft decided(@Nullable Template question) {
      return new Draft(from, to, spot, when, inputs, question, place);
    }

    /** {@return the way between two nodes that are there} */
    Edge edge(NodeId source, NodeId target) {
      EdgeTrigger trigger =
          Words.find(EdgeTrigger.class, spot.get("on").textOr("")).orElse(place.on());
      boolean isDefault = place.isDefault() || spot.get("default").isTrue();
      int priority = place.isRoute() ? place.priority() : spot.get("priority").smallOr(0);
      String label = spot.get("label").textOr("");
      return new Edge(
          source,
          target,
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
    if (kind(node) != NodeKind.MAP && isNodeOf(onError)) {
      read.add(plain(id, onError, Place.ON_FAILURE));
    }
    List<Spot> routes = node.get("routes").items();
    boolean isDecided = !routes.isEmpty() && node.get("decide").isPresent();
    for (int i = 0; i < routes.size(); i++) {
      Spot route = routes.get(i);
      boolean isDefault = !isDecided && !route.get("when").isPresent();
      int priority = isDecided ? 0 : routes.size() - i;
      var place = new Place(EdgeTrigger.SUCCESS, true, isDefault, priority);
      read.add(draft(id, route, place).decided(texts.template(node.get("decide"))));
    }
  }

  private void readNext(String id, Spot next, List<Draft> read) {
    if (next.text() != null) {
      read.add(plain(id, next, Place.ORDINARY));
    }
    List<Spot> items = next.items();
    boolean hasCondition = !items.isEmpty() && items.stream().anyMatch(EdgeReader::isConditional);
    for (Spot item : items) {
      Place place = hasCondition && isOtherwise(item) ? Place.OTHERWISE : Place.ORDINARY;
      read.add(item.text() != null ? plain(id, item, place) : draft(id, item, place));
    }
  }

  private static boolean isConditional(Spot item) {
    return item.get("when").isPresent() || item.get("decide").isPresent();
  }

  /** In a list with conditions, what has none is what happens otherwise. */
  private static boolean isOtherwise(Spot item) {
    return !isConditional(item) && !item.get("on").isPresent() && !item.get("default").isPresent();
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

  private static @Nullable NodeKind kind(Spot node) {
    return node.node() instanceof YamlNode.Mapping mapping
        ? NodeKinds.kindOf(mapping).orElse(null)
        : null;
  }

  /** The bodies of maps, which are no part of what runs in the order of the file. */
  private static Set<String> bodies(Spot root) {
    Set<String> bodies = new HashSet<>();
    root.get("nodes").members().values().stream()
        .filter(node -> kind(node) == NodeKind.MAP)
        .map(node -> node.get("do").text())
        .forEach(bodies::add);
    return bodies;
  }

  private List<Edge> chain(Set<String> bodies) {
    var edges = new ArrayList<Edge>();
    List<NodeId> chained = nodes.stream().filter(node -> !bodies.contains(node.value())).toList();
    for (int i = 1; i < chained.size(); i++) {
      NodeId from = chained.get(i - 1);
      String pointer = Pointers.key("nodes", from.value());
      edges.add(
          new Edge(
              from,
              chained.get(i),
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
