package fermata.definition.check.rule;

import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.model.Join;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.model.OnError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The graph of a definition, prepared for questions about ways through it.
 *
 * <p>All ways count, also those for failures and timeouts. Immutable.
 */
public final class Graph {

  private final List<NodeId> nodes;
  private final Map<NodeId, Integer> numbers = new HashMap<>();
  private final List<List<Edge>> out;
  private final List<List<Edge>> in;

  /** The numbers of the ends of each way, beside {@link #out} and {@link #in}. */
  private final int[][] targets;

  private final int[][] sources;
  private final List<NodeId> branching;
  private final Map<String, Edge> edgeAt = new HashMap<>();
  private final BitSet entries = new BitSet();
  private final Map<Integer, Integer> inner = new HashMap<>();
  private final BitSet forgiven = new BitSet();
  private final BitSet choosy = new BitSet();
  private final BitSet decided = new BitSet();
  private final BitSet bodies;
  private final int[][] successors;
  private final BitSet reachable;
  private final Dominators dominators;
  private final Set<NodeId> inCircles;
  private final Availability availability;

  private Graph(AgentDefinition definition) {
    nodes = List.copyOf(definition.nodes().keySet());
    nodes.forEach(node -> numbers.put(node, numbers.size()));
    definition.edges().forEach(edge -> edgeAt.putIfAbsent(edge.pointer(), edge));
    int[] from = numbers(definition.edges(), Edge::from);
    int[] to = numbers(definition.edges(), Edge::to);
    targets = grouped(from, to);
    sources = grouped(to, from);
    out = grouped(definition.edges(), from);
    in = grouped(definition.edges(), to);
    branching = nodes.stream().filter(node -> edgesFrom(node).size() > 1).toList();
    definition.entries().values().forEach(entry -> entries.set(number(entry.node())));
    for (Node node : definition.nodes().values()) {
      if (node instanceof Node.Map map && numbers.containsKey(map.body())) {
        inner.put(number(node.id()), number(map.body()));
      }
      if (node.options().onError() == OnError.CONTINUE) {
        forgiven.set(number(node.id()));
      }
      if (node instanceof Node.Router router && router.decide() != null) {
        decided.set(number(node.id()));
      }
      if (!node.options().join().equals(Join.DEFAULT)) {
        choosy.set(number(node.id()));
      }
    }
    successors = new int[nodes.size()][];
    Arrays.setAll(successors, node -> withBody(node, targets(node, _ -> true)));
    bodies = reach(inside(), new BitSet());
    reachable = reach(entries, new BitSet());
    dominators = Dominators.of(2 * nodes.size(), split());
    inCircles = circles();
    availability = new Availability(this, successors);
  }

  private Set<NodeId> circles() {
    var found = new LinkedHashSet<NodeId>();
    Circles.of(successors).stream().forEach(node -> found.add(nodes.get(node)));
    return Collections.unmodifiableSet(found);
  }

  /**
   * The graph with each node taken apart: {@code n} when it is entered, {@code n + size} when it is
   * left by success, and a root before the entry points behind them.
   */
  private int[][] split() {
    int size = nodes.size();
    int[][] split = new int[2 * size + 1][];
    for (int node = 0; node < size; node++) {
      int[] others = targetsWithoutSuccess(node);
      split[node] = Arrays.copyOf(others, others.length + 1);
      split[node][others.length] = node + size;
      split[node + size] = targets(node, edge -> edge.on() == EdgeTrigger.SUCCESS);
    }
    split[2 * size] = entries.stream().toArray();
    return split;
  }

  /** {@return where a node leads also when it has not succeeded, its body included} */
  int[] targetsWithoutSuccess(int node) {
    boolean isForgiven = forgiven.get(node);
    return withBody(node, targets(node, edge -> isForgiven || edge.on() != EdgeTrigger.SUCCESS));
  }

  /** {@return where a node leads, its body included; not to be changed} */
  int[] successors(int node) {
    return successors[node];
  }

  /** {@return the nodes at which runs start; not to be changed} */
  BitSet entries() {
    return entries;
  }

  /** The targets of a node and the first node of its body, where it is a map. */
  private int[] withBody(int node, int[] targets) {
    Integer body = inner.get(node);
    if (body == null) {
      return targets;
    }
    int[] all = Arrays.copyOf(targets, targets.length + 1);
    all[targets.length] = body;
    return all;
  }

  private BitSet inside() {
    var starts = new BitSet();
    inner.values().forEach(starts::set);
    return starts;
  }

  /** Whether a node is in the body of a map. */
  public boolean isInBody(NodeId node) {
    return bodies.get(number(node));
  }

  /** Whether a node may go on without some of the branches that can come to it. */
  boolean isChoosy(int node) {
    return choosy.get(node);
  }

  /** Whether a model chooses one of the ways of a node. */
  public boolean isDecided(NodeId node) {
    return decided.get(number(node));
  }

  private int[] targets(int node, Predicate<Edge> wanted) {
    List<Edge> edges = out.get(node);
    int[] all = targets[node];
    var found = new int[all.length];
    int count = 0;
    for (int i = 0; i < all.length; i++) {
      if (wanted.test(edges.get(i))) {
        found[count++] = all[i];
      }
    }
    return count == all.length ? found : Arrays.copyOf(found, count);
  }

  private int[] numbers(List<Edge> edges, Function<Edge, NodeId> end) {
    int[] ends = new int[edges.size()];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = number(end.apply(edges.get(i)));
    }
    return ends;
  }

  /** Puts the other ends together by one end. */
  private int[][] grouped(int[] ends, int[] others) {
    int[] counts = new int[nodes.size()];
    for (int end : ends) {
      counts[end]++;
    }
    int[][] groups = new int[counts.length][];
    Arrays.setAll(groups, node -> new int[counts[node]]);
    for (int i = ends.length - 1; i >= 0; i--) {
      groups[ends[i]][--counts[ends[i]]] = others[i];
    }
    return groups;
  }

  private List<List<Edge>> grouped(List<Edge> edges, int[] ends) {
    List<List<Edge>> groups = new ArrayList<>(nodes.size());
    nodes.forEach(_ -> groups.add(List.of()));
    for (int i = 0; i < ends.length; i++) {
      if (groups.get(ends[i]).isEmpty()) {
        groups.set(ends[i], new ArrayList<>(2));
      }
      groups.get(ends[i]).add(edges.get(i));
    }
    groups.replaceAll(Collections::unmodifiableList);
    return groups;
  }

  /** Whether every way from an entry point to a node leaves another by success. */
  boolean isProven(int producer, int consumer) {
    return dominators.isPassed(producer + nodes.size(), consumer);
  }

  /** {@return the nearest node that every way from an entry point to one passes; -1 if none} */
  int passedBefore(int node) {
    int found = dominators.nearest(node);
    while (found >= nodes.size() && found < 2 * nodes.size()) {
      found = dominators.nearest(found);
    }
    return found == 2 * nodes.size() ? -1 : found;
  }

  /** {@return the graph of a definition} */
  public static Graph of(AgentDefinition definition) {
    return new Graph(definition);
  }

  /** {@return the nodes, in the order of the file} */
  public List<NodeId> nodes() {
    return nodes;
  }

  /** {@return the ways out of a node, in the order of the file} */
  public List<Edge> edgesFrom(NodeId node) {
    return out.get(number(node));
  }

  /** {@return the way that is written at a place} */
  public Optional<Edge> findEdge(String pointer) {
    return Optional.ofNullable(edgeAt.get(pointer));
  }

  /** {@return the nodes with several ways out, in the order of the file} */
  public List<NodeId> branching() {
    return branching;
  }

  /** {@return the ways into a node, in the order of the file} */
  public List<Edge> edgesTo(NodeId node) {
    return in.get(number(node));
  }

  /** Whether an entry point is at the node. */
  public boolean isEntry(NodeId node) {
    return entries.get(number(node));
  }

  /** Whether some way leads from an entry point to the node. */
  public boolean isReachable(NodeId node) {
    return reachable.get(number(node));
  }

  /** {@return what no way from an entry point leads to} */
  public List<Region> unreachable() {
    return Region.of(nodes, successors, reachable);
  }

  /** Whether a run may end well at the node: no way out is for success, and it is in no body. */
  public boolean isTerminal(NodeId node) {
    return !isInBody(node) && isEnd(node);
  }

  /** Whether a branch may end well at the node, in the body of a map or not. */
  public boolean isEnd(NodeId node) {
    for (Edge edge : edgesFrom(node)) {
      if (isForSuccess(edge)) {
        return false;
      }
    }
    return true;
  }

  /** Whether some way of at least one edge leads from a node to another, or back to itself. */
  public boolean canReach(NodeId from, NodeId to) {
    int target = number(to);
    var found = new BitSet();
    var open = new int[16];
    int count = 0;
    int node = number(from);
    while (true) {
      for (int successor : successors[node]) {
        if (successor == target) {
          return true;
        }
        if (!found.get(successor)) {
          found.set(successor);
          open = count == open.length ? Arrays.copyOf(open, 2 * count) : open;
          open[count++] = successor;
        }
      }
      if (count == 0) {
        return false;
      }
      node = open[--count];
    }
  }

  /** {@return the nodes that some way leads back to from themselves, in the order of the file} */
  public Set<NodeId> inCircles() {
    return inCircles;
  }

  /** {@return what is known of the branches of fan-outs} */
  public Branches branches() {
    return new Branches(this);
  }

  /** {@return the nodes from which no terminal node can be reached} */
  public List<NodeId> trapped() {
    var ends = new BitSet();
    nodes.stream().filter(this::isEnd).forEach(node -> ends.set(number(node)));
    BitSet leading = reachBackwards(ends);
    return nodes.stream().filter(node -> !leading.get(number(node))).toList();
  }

  /**
   * Whether the outputs of {@code producer} are surely there when {@code consumer} starts.
   *
   * <p>They are when every way from an entry point to the consumer leaves the producer by success,
   * or when the producer lies in a branch that the consumer surely waits for.
   */
  public boolean isAvailable(NodeId producer, NodeId consumer) {
    int from = number(producer);
    int to = number(consumer);
    return isProven(from, to) || availability.isSure(from, to);
  }

  private static boolean isForSuccess(Edge edge) {
    return edge.on() == EdgeTrigger.SUCCESS || edge.on() == EdgeTrigger.ALWAYS;
  }

  int number(NodeId node) {
    Integer number = numbers.get(node);
    if (number == null) {
      throw new IllegalArgumentException("node " + node.value() + " is not in the graph");
    }
    return number;
  }

  int size() {
    return nodes.size();
  }

  List<Edge> out(int node) {
    return out.get(node);
  }

  List<Edge> in(int node) {
    return in.get(node);
  }

  /** {@return what can be reached from some nodes, these included, without entering others} */
  BitSet reach(BitSet starts, BitSet without) {
    var found = (BitSet) starts.clone();
    found.andNot(without);
    int[] open = new int[nodes.size()];
    int count = 0;
    for (int node = found.nextSetBit(0); node >= 0; node = found.nextSetBit(node + 1)) {
      open[count++] = node;
    }
    while (count > 0) {
      for (int next : successors[open[--count]]) {
        if (!found.get(next) && !without.get(next)) {
          found.set(next);
          open[count++] = next;
        }
      }
    }
    return found;
  }

  private BitSet reachBackwards(BitSet ends) {
    var found = (BitSet) ends.clone();
    int[] open = new int[nodes.size()];
    int count = 0;
    for (int node = found.nextSetBit(0); node >= 0; node = found.nextSetBit(node + 1)) {
      open[count++] = node;
    }
    while (count > 0) {
      for (int source : sources[open[--count]]) {
        if (!found.get(source)) {
          found.set(source);
          open[count++] = source;
        }
      }
    }
    return found;
  }
}
