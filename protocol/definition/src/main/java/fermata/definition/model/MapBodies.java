package fermata.definition.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Which nodes are the bodies of {@code map} nodes: the first one and all that ways lead to from it.
 *
 * <p>Immutable.
 */
public final class MapBodies {

  private final Map<NodeId, List<Node.Map>> around = new LinkedHashMap<>();

  private MapBodies(AgentDefinition definition) {
    for (Node node : definition.nodes().values()) {
      if (node instanceof Node.Map map) {
        for (NodeId inside : direct(definition, map)) {
          around.computeIfAbsent(inside, _ -> new ArrayList<>()).add(map);
        }
      }
    }
  }

  /** {@return the bodies of a definition} */
  public static MapBodies of(AgentDefinition definition) {
    return new MapBodies(definition);
  }

  private static Set<NodeId> direct(AgentDefinition definition, Node.Map map) {
    var found = new LinkedHashSet<NodeId>();
    var open = new ArrayDeque<NodeId>();
    open.add(map.body());
    while (!open.isEmpty()) {
      NodeId node = open.remove();
      if (definition.nodes().containsKey(node) && found.add(node)) {
        definition.ways().from(node).forEach(edge -> open.add(edge.to()));
      }
    }
    return found;
  }

  /** Whether no node is in the body of another. */
  public boolean isEmpty() {
    return around.isEmpty();
  }

  /** {@return the map nodes in whose bodies a node is, those in whose own body it is first} */
  public SequencedSet<Node.Map> around(NodeId node) {
    SequencedSet<Node.Map> found = new LinkedHashSet<>(around.getOrDefault(node, List.of()));
    var open = new ArrayDeque<>(found);
    while (!open.isEmpty()) {
      for (Node.Map outer : around.getOrDefault(open.remove().id(), List.of())) {
        if (found.add(outer)) {
          open.add(outer);
        }
      }
    }
    return found;
  }

  /** {@return the map nodes in whose own body a node is, without those around them} */
  public List<Node.Map> directlyAround(NodeId node) {
    return Collections.unmodifiableList(around.getOrDefault(node, List.of()));
  }
}
