package fermata.definition.check.rule;

import java.util.Arrays;

/**
 * Which nodes of a graph stand on every way from its root to others.
 *
 * <p>After Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm": near to linear in the
 * graph; a question takes no time. Immutable.
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
    int[] order = reversePostorder(root, successors);
    int[] nearest = nearest(order, predecessors(successors), successors.length);
    return numbered(order, nearest);
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

  private static int[] reversePostorder(int root, int[][] successors) {
    int size = successors.length;
    int[] order = new int[size];
    int place = size;
    boolean[] isSeen = new boolean[size];
    int[] stack = new int[size];
    int[] next = new int[size];
    int depth = 0;
    stack[0] = root;
    isSeen[root] = true;
    while (depth >= 0) {
      int node = stack[depth];
      if (next[node] < successors[node].length) {
        int successor = successors[node][next[node]++];
        if (!isSeen[successor]) {
          isSeen[successor] = true;
          stack[++depth] = successor;
        }
      } else {
        order[--place] = node;
        depth--;
      }
    }
    return Arrays.copyOfRange(order, place, size);
  }

  private static int[][] predecessors(int[][] successors) {
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

  private static int[] nearest(int[] order, int[][] predecessors, int size) {
    int[] rank = new int[size];
    for (int place = 0; place < order.length; place++) {
      rank[order[place]] = place;
    }
    int[] nearest = new int[size];
    Arrays.fill(nearest, NONE);
    nearest[order[0]] = order[0];
    boolean isChanging = true;
    while (isChanging) {
      isChanging = false;
      for (int place = 1; place < order.length; place++) {
        int node = order[place];
        int found = NONE;
        for (int source : predecessors[node]) {
          if (nearest[source] != NONE) {
            found = found == NONE ? source : common(found, source, nearest, rank);
          }
        }
        if (nearest[node] != found) {
          nearest[node] = found;
          isChanging = true;
        }
      }
    }
    return nearest;
  }

  private static int common(int one, int other, int[] nearest, int[] rank) {
    int left = one;
    int right = other;
    while (left != right) {
      while (rank[left] > rank[right]) {
        left = nearest[left];
      }
      while (rank[right] > rank[left]) {
        right = nearest[right];
      }
    }
    return left;
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
