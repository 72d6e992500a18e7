package fermata.definition.check.rule;

import java.util.Arrays;

/**
 * Which nodes of a graph stand on every way from its root to others.
 *
 * <p>By semidominators, after Georgiadis, "Linear-Time Algorithms for Dominators and Related
 * Problems" (SNCA): near to linear in the graph, also where half of all nodes lead to one end; a
 * question takes no time. Immutable.
 */
final class Dominators {

  private static final int NONE = -1;

  /** The nearest dominator of each node; itself for the root, {@link #NONE} where none leads. */
  private final int[] nearest;

  /** The interval of each node in a walk of the tree that the nearest dominators make. */
  private final int[] first;

  private final int[] last;

  private Dominators(int[] nearest, int[] first, int[] last) {
    this.nearest = nearest;
    this.first = first;
    this.last = last;
  }

  /**
   * {@return the dominators of a graph}
   *
   * @param successors of each node
   */
  static Dominators of(int root, int[][] successors) {
    var walk = new Walk(root, successors);
    int[] nearest = nearest(walk, predecessors(successors));
    return numbered(walk.order, nearest);
  }

  /** Whether every way from the root to a node passes another; true where no way leads to it. */
  boolean isPassed(int node, int target) {
    return nearest[target] == NONE
        || (nearest[node] != NONE && first[node] <= first[target] && last[target] <= last[node]);
  }

  /** {@return the nearest node that every way to one passes; itself for the root, else -1} */
  int nearest(int node) {
    return nearest[node];
  }

  /** A walk in depth from the root. */
  private static final class Walk {

    /** The nodes that are reached, in the order in which they are. */
    private final int[] order;

    /** The place of each node in the order, {@link #NONE} where it is not reached. */
    private final int[] place;

    /** The place of the node from which each place was reached. */
    private final int[] parent;

    Walk(int root, int[][] successors) {
      int size = successors.length;
      int[] reached = new int[size];
      place = new int[size];
      Arrays.fill(place, NONE);
      parent = new int[size];
      int[] stack = new int[size];
      int[] next = new int[size];
      int count = 0;
      int depth = 0;
      stack[0] = root;
      place[root] = count;
      reached[count++] = root;
      while (depth >= 0) {
        int node = stack[depth];
        if (next[node] == successors[node].length) {
          depth--;
          continue;
        }
        int successor = successors[node][next[node]++];
        if (place[successor] == NONE) {
          parent[count] = place[node];
          place[successor] = count;
          reached[count++] = successor;
          stack[++depth] = successor;
        }
      }
      order = Arrays.copyOf(reached, count);
    }
  }

  /** {@return where ways lead from to each node} */
  static int[][] predecessors(int[][] successors) {
    int[] counts = new int[successors.length];
    for (int[] each : successors) {
      for (int successor : each) {
        counts[successor]++;
      }
    }
    int[][] predecessors = new int[successors.length][];
    Arrays.setAll(predecessors, node -> new int[counts[node]]);
    for (int node = 0; node < successors.length; node++) {
      for (int successor : successors[node]) {
        predecessors[successor][--counts[successor]] = node;
      }
    }
    return predecessors;
  }

  /** By places in the walk, until the last step. */
  private static int[] nearest(Walk walk, int[][] predecessors) {
    int count = walk.order.length;
    var forest = new Forest(walk.parent, count);
    int[] semi = forest.semi;
    for (int node = count - 1; node > 0; node--) {
      for (int source : predecessors[walk.order[node]]) {
        if (walk.place[source] != NONE) {
          semi[node] = Math.min(semi[node], semi[forest.least(walk.place[source], node)]);
        }
      }
    }
    int[] above = Arrays.copyOf(walk.parent, count);
    int[] nearest = new int[predecessors.length];
    Arrays.fill(nearest, NONE);
    nearest[walk.order[0]] = walk.order[0];
    for (int node = 1; node < count; node++) {
      while (above[node] > semi[node]) {
        above[node] = above[above[node]];
      }
      nearest[walk.order[node]] = walk.order[above[node]];
    }
    return nearest;
  }

  /** The part of the walk behind a place, with shortcuts. */
  private static final class Forest {

    private final int[] semi;
    private final int[] ancestor;

    /** The place with the least {@link #semi} on the way to the ancestor. */
    private final int[] label;

    private final int[] path;

    Forest(int[] parent, int count) {
      semi = new int[count];
      label = new int[count];
      path = new int[count];
      ancestor = Arrays.copyOf(parent, count);
      for (int node = 0; node < count; node++) {
        semi[node] = node;
        label[node] = node;
      }
    }

    /** {@return the place with the least semidominator from one up to what lies behind a limit} */
    int least(int start, int limit) {
      if (start <= limit) {
        return start;
      }
      int length = 0;
      int node = start;
      while (ancestor[node] > limit) {
        path[length++] = node;
        node = ancestor[node];
      }
      while (length > 0) {
        int below = path[--length];
        if (semi[label[node]] < semi[label[below]]) {
          label[below] = label[node];
        }
        ancestor[below] = ancestor[node];
        node = below;
      }
      return label[start];
    }
  }

  /** Numbers the tree: parents stand before their children in the order. */
  private static Dominators numbered(int[] order, int[] nearest) {
    int[] below = new int[nearest.length];
    for (int place = order.length - 1; place > 0; place--) {
      below[nearest[order[place]]] += below[order[place]] + 1;
    }
    int[] first = new int[nearest.length];
    int[] last = new int[nearest.length];
    int[] free = new int[nearest.length];
    for (int node : order) {
      boolean isRoot = nearest[node] == node;
      first[node] = isRoot ? 0 : free[nearest[node]];
      last[node] = first[node] + below[node];
      free[node] = first[node] + 1;
      if (!isRoot) {
        free[nearest[node]] = last[node] + 1;
      }
    }
    return new Dominators(nearest, first, last);
  }
}
