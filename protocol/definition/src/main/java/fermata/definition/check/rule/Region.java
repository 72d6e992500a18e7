package fermata.definition.check.rule;

import fermata.definition.model.NodeId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A node that no way leads to, and what can be reached from nowhere else.
 *
 * @param head of nodes that lead to one another, the first of the file
 * @param others in the order of the file
 */
public record Region(NodeId head, List<NodeId> others) {

  public Region {
    others = List.copyOf(others);
  }

  /**
   * {@return the regions of nodes that no way from an entry point leads to, in the order of the
   * file; what several heads lead to belongs to the first}
   */
  static List<Region> of(List<NodeId> nodes, int[][] successors, BitSet reachable) {
    BitSet taken = (BitSet) reachable.clone();
    var regions = new ArrayList<Region>();
    for (int head : heads(successors, reachable)) {
      BitSet before = (BitSet) taken.clone();
      new Walk(successors, taken).from(head);
      BitSet found = (BitSet) taken.clone();
      found.andNot(before);
      found.clear(head);
      regions.add(new Region(nodes.get(head), found.stream().mapToObj(nodes::get).toList()));
    }
    return regions;
  }

  /**
   * {@return the nodes that no other unreachable node leads to}
   *
   * <p>After Kosaraju: what ends last in a walk through all is led to by nothing that ends earlier.
   */
  private static int[] heads(int[][] successors, BitSet reachable) {
    var all = new Walk(successors, (BitSet) reachable.clone());
    for (int node = 0; node < successors.length; node++) {
      all.from(node);
    }
    BitSet seen = (BitSet) reachable.clone();
    var heads = new int[all.endCount];
    int count = 0;
    for (int at = all.endCount - 1; at >= 0; at--) {
      if (!seen.get(all.ends[at])) {
        heads[count++] = all.ends[at];
        new Walk(successors, seen).from(all.ends[at]);
      }
    }
    int[] sorted = Arrays.copyOf(heads, count);
    Arrays.sort(sorted);
    return sorted;
  }

  /** A walk that enters each node once and keeps the order in which they ended. */
  private static final class Walk {

    private final int[][] successors;
    private final BitSet seen;
    private int[] ends = new int[16];
    private int endCount;
    private int[] path = new int[16];
    private int[] next = new int[16];
    private int depth = -1;

    Walk(int[][] successors, BitSet seen) {
      this.successors = successors;
      this.seen = seen;
    }

    void from(int start) {
      enter(start);
      while (depth >= 0) {
        int node = path[depth];
        if (next[depth] < successors[node].length) {
          enter(successors[node][next[depth]++]);
        } else {
          depth--;
          ends = endCount == ends.length ? Arrays.copyOf(ends, 2 * endCount) : ends;
          ends[endCount++] = node;
        }
      }
    }

    private void enter(int node) {
      if (seen.get(node)) {
        return;
      }
      seen.set(node);
      depth++;
      if (depth == path.length) {
        path = Arrays.copyOf(path, 2 * depth);
        next = Arrays.copyOf(next, 2 * depth);
      }
      path[depth] = node;
      next[depth] = 0;
    }
  }
}
