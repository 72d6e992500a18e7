package fermata.definition.check.rule;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Finds the nodes that a way leads back to from themselves: those in a strongly connected part of
 * more than one node, and those with a way to themselves.
 *
 * <p>After Tarjan; linear in the graph, with a stack of its own.
 */
public final class Circles {

  private static final int UNSEEN = -1;

  private final int[][] successors;
  private final int[] number;
  private final int[] low;
  private final int[] next;
  private final boolean[] isOpen;
  private final int[] path;
  private final int[] open;
  private int depth = -1;
  private int openCount;
  private int seen;
  private final BitSet found = new BitSet();

  private Circles(int[][] successors) {
    int size = successors.length;
    this.successors = successors;
    this.number = new int[size];
    this.low = new int[size];
    this.next = new int[size];
    this.isOpen = new boolean[size];
    this.path = new int[size];
    this.open = new int[size];
    Arrays.fill(number, UNSEEN);
  }

  /** {@return the nodes of a graph that lie in circles} */
  public static BitSet of(int[][] successors) {
    var circles = new Circles(successors);
    for (int node = 0; node < successors.length; node++) {
      if (circles.number[node] == UNSEEN) {
        circles.walk(node);
      }
    }
    return circles.found;
  }

  private void walk(int start) {
    enter(start);
    while (depth >= 0) {
      int node = path[depth];
      if (next[node] == successors[node].length) {
        leave(node);
      } else {
        follow(node, successors[node][next[node]++]);
      }
    }
  }

  private void follow(int node, int successor) {
    if (successor == node) {
      found.set(node);
    }
    if (number[successor] == UNSEEN) {
      enter(successor);
    } else if (isOpen[successor]) {
      low[node] = Math.min(low[node], number[successor]);
    }
  }

  private void enter(int node) {
    number[node] = seen;
    low[node] = seen++;
    isOpen[node] = true;
    open[openCount++] = node;
    path[++depth] = node;
  }

  private void leave(int node) {
    depth--;
    if (depth >= 0) {
      int parent = path[depth];
      low[parent] = Math.min(low[parent], low[node]);
    }
    if (low[node] == number[node]) {
      close(node);
    }
  }

  /** Takes the part that begins with a node off the open ones. */
  private void close(int node) {
    boolean isCircle = open[openCount - 1] != node;
    int member;
    do {
      member = open[--openCount];
      isOpen[member] = false;
      if (isCircle) {
        found.set(member);
      }
    } while (member != node);
  }
}
