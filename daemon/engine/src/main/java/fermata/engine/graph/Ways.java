package fermata.engine.graph;

import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Edge;
import fermata.definition.model.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which nodes can be reached from which, over at least one edge of any kind. */
final class Ways {

  private final Map<NodeId, List<NodeId>> next = new HashMap<>();
  private final Map<NodeId, Set<NodeId>> reached = new HashMap<>();

  Ways(AgentDefinition definition) {
    for (Edge edge : definition.edges()) {
      next.computeIfAbsent(edge.from(), _ -> new ArrayList<>()).add(edge.to());
    }
  }

  boolean leads(NodeId from, NodeId to) {
    return reached.computeIfAbsent(from, this::reach).contains(to);
  }

  private Set<NodeId> reach(NodeId from) {
    var found = new HashSet<NodeId>();
    var open = new ArrayDeque<>(next.getOrDefault(from, List.of()));
    while (!open.isEmpty()) {
      NodeId node = open.poll();
      if (found.add(node)) {
        open.addAll(next.getOrDefault(node, List.of()));
      }
    }
    return found;
  }
}
