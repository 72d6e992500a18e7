package fermata.definition.check.rule;

import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.model.NodeId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the branches of fan-outs.
 *
 * <p>Where branches lead is found out once. Confined to one thread: made for one rule.
 */
public final class Branches {

  private final Graph graph;

  /** For each fan-out the nodes that each branch leads to; null until it is asked for. */
  private @Nullable List<List<BitSet>> forks;

  Branches(Graph graph) {
    this.graph = graph;
  }

  /** Two nodes that lie in different branches of a fan-out that is taken as a whole. */
  public record Pair(NodeId first, NodeId second) {}

  /**
   * {@return the branches that are taken whenever a node succeeds; one or none without a fan-out}
   */
  static int[] surelyTaken(Graph graph, int node) {
    List<Edge> edges = graph.out(node);
    int most = Integer.MIN_VALUE;
    int priority = Integer.MIN_VALUE;
    for (Edge edge : edges) {
      most = Math.max(most, edge.priority());
      if (isSurelyTaken(edge)) {
        priority = Math.max(priority, edge.priority());
      }
    }
    int[] branches = new int[edges.size()];
    int count = 0;
    // What comes first and need not be taken may be taken in their place.
    if (most == priority) {
      for (Edge edge : edges) {
        if (isSurelyTaken(edge) && edge.priority() == priority) {
          branches[count++] = graph.number(edge.to());
        }
      }
    }
    return Arrays.copyOf(branches, count);
  }

  private static boolean isSurelyTaken(Edge edge) {
    return (edge.on() == EdgeTrigger.SUCCESS || edge.on() == EdgeTrigger.ALWAYS) && edge.isSure();
  }

  /**
   * {@return the first of some nodes that lies in another branch than one before it, behind the
   * first of these}
   */
  public Optional<Pair> firstParallel(List<NodeId> some) {
    int[] nodes = some.stream().mapToInt(graph::number).toArray();
    var parting = new ArrayList<List<BitSet>>();
    for (List<BitSet> branches : forks()) {
      List<BitSet> taken = branchesOf(nodes, branches);
      if (!isChain(taken)) {
        parting.add(taken);
      }
    }
    for (int i = 1; i < nodes.length && !parting.isEmpty(); i++) {
      for (int j = 0; j < i; j++) {
        if (areParallel(parting, i, j)) {
          return Optional.of(new Pair(some.get(j), some.get(i)));
        }
      }
    }
    return Optional.empty();
  }

  private List<List<BitSet>> forks() {
    List<List<BitSet>> known = forks;
    if (known == null) {
      known = new ArrayList<>();
      for (NodeId fork : graph.branching()) {
        int[] branches = surelyTaken(graph, graph.number(fork));
        if (branches.length > 1) {
          known.add(Arrays.stream(branches).mapToObj(this::reach).toList());
        }
      }
      forks = known;
    }
    return known;
  }

  private BitSet reach(int branch) {
    var start = new BitSet();
    start.set(branch);
    return graph.reach(start, new BitSet());
  }

  /** Which of the branches lead to each node. */
  private static List<BitSet> branchesOf(int[] nodes, List<BitSet> branches) {
    var taken = new ArrayList<BitSet>();
    for (int node : nodes) {
      var leading = new BitSet();
      for (int branch = 0; branch < branches.size(); branch++) {
        if (branches.get(branch).get(node)) {
          leading.set(branch);
        }
      }
      taken.add(leading);
    }
    return taken;
  }

  /** Whether of any two sets one has all that the other has. */
  private static boolean isChain(List<BitSet> sets) {
    List<BitSet> bySize =
        sets.stream().sorted(Comparator.comparingInt(BitSet::cardinality)).toList();
    for (int i = 1; i < bySize.size(); i++) {
      if (!isWithin(bySize.get(i - 1), bySize.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether at one fan-out each has a branch of its own that does not lead to the other. */
  private static boolean areParallel(List<List<BitSet>> parting, int one, int other) {
    for (List<BitSet> taken : parting) {
      if (!isWithin(taken.get(one), taken.get(other))
          && !isWithin(taken.get(other), taken.get(one))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWithin(BitSet small, BitSet large) {
    var rest = (BitSet) small.clone();
    rest.andNot(large);
    return rest.isEmpty();
  }
}
