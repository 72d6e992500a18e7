package fermata.definition.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The edges of a graph, and where they lead.
 *
 * <p>What can be reached from a node is worked out when it is first asked for, and kept: one bit
 * for each node. So it is done once for all runs of a definition. Equal where the edges are.
 * Thread-safe.
 */
public final class Ways {

  private final List<Edge> edges;
  private final Map<NodeId, List<Edge>> out = new HashMap<>();
  private final Map<NodeId, Integer> numbers = new HashMap<>();
  private final Map<NodeId, BitSet> reached = new ConcurrentHashMap<>();

  private Ways(List<Edge> edges) {
    this.edges = List.copyOf(edges);
    for (Edge edge : edges) {
      out.computeIfAbsent(edge.from(), _ -> new ArrayList<>()).add(edge);
      numbers.putIfAbsent(edge.to(), numbers.size());
    }
    out.replaceAll((_, own) -> List.copyOf(own));
  }

  /** {@return the ways along some edges, in the order of the file} */
  public static Ways of(List<Edge> edges) {
    return new Ways(edges);
  }

  /** {@return all edges, in the order of the file} */
  public List<Edge> edges() {
    return edges;
  }

  /** {@return the edges that leave a node, in the order of the file} */
  public List<Edge> from(NodeId node) {
    return out.getOrDefault(node, List.of());
  }

  /** Whether a way of at least one edge, of any kind, leads from a node to another or to itself. */
  public boolean lead(NodeId from, NodeId to) {
    Integer number = numbers.get(to);
    return number != null && reached.computeIfAbsent(from, this::reach).get(number);
  }

  private BitSet reach(NodeId from) {
    var found = new BitSet(numbers.size());
    Deque<Edge> open = new ArrayDeque<>(from(from));
    while (!open.isEmpty()) {
      NodeId node = open.pop().to();
      int number = Objects.requireNonNull(numbers.get(node));
      if (!found.get(number)) {
        found.set(number);
        open.addAll(from(node));
      }
    }
    return found;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Ways ways && edges.equals(ways.edges);
  }

  @Override
  public int hashCode() {
    return edges.hashCode();
  }

  @Override
  public String toString() {
    return edges.toString();
  }
}
