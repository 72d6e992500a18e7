package fermata.definition.check.rule;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Decides whether the outputs of one node are surely there when another starts.
 *
 * <p>A way "proves" the outputs when it leaves the producer by success. A consumer has them when no
 * way to it lacks the proof; or when it joins a branch that surely started, surely arrives, and
 * proves them on its own, because a join waits for all branches that can still reach it. A fan-out
 * with such a branch then is a proof on all ways that pass it, also on those within other branches.
 *
 * <p>A question costs a few walks through the graph, however many fan-outs there are. Immutable.
 */
final class Availability {

  /** Looks at all fan-outs; what is not found by then counts as unproven. */
  private static final int ROUNDS_MAX = 16;

  /** Branches of the nearest fan-out that are looked at before the whole graph is. */
  private static final int NEAR_BRANCHES_MAX = 8;

  private static final int[] NONE = {};

  private final Graph graph;

  /** The nodes from which ways lead to each node, into bodies too. */
  private final int[][] before;

  /** Where a branch may end without those it was taken with: ends, and nodes that do not wait. */
  private final BitSet losses = new BitSet();

  /** The branches that are taken whenever each node succeeds. */
  private final int[][] sure;

  Availability(Graph graph, int[][] successors) {
    this.graph = graph;
    this.before = Dominators.predecessors(successors);
    this.sure = new int[graph.size()][];
    Arrays.fill(sure, NONE);
    for (int node = 0; node < graph.size(); node++) {
      if (graph.isChoosy(node) || graph.isEnd(graph.nodes().get(node))) {
        losses.set(node);
      }
      if (graph.out(node).size() > 1) {
        sure[node] = Branches.surelyTaken(graph, node);
      }
    }
  }

  /** Whether they are, where some way from an entry point to the consumer lacks the proof. */
  boolean isSure(int producer, int consumer) {
    if (graph.isChoosy(consumer)) {
      return false;
    }
    return isSureByNearest(producer, consumer) || isSureByAny(producer, consumer);
  }

  /** The usual case: a fan-out right before the consumer, whose branches are short. */
  private boolean isSureByNearest(int producer, int consumer) {
    int fork = graph.passedBefore(consumer);
    int[] branches = fork < 0 ? NONE : sure[fork];
    for (int branch : branches) {
      boolean isLookedAt = branch == producer || branches.length <= NEAR_BRANCHES_MAX;
      if (isLookedAt && isInevitable(branch, consumer) && isProven(branch, producer, consumer)) {
        return true;
      }
    }
    return false;
  }

  private boolean isSureByAny(int producer, int consumer) {
    BitSet leading = backwards(only(consumer), new BitSet());
    if (!leading.get(producer)) {
      return false;
    }
    BitSet sound = leading;
    sound.andNot(backwards(losses, only(consumer)));
    sound.clear(consumer);
    BitSet unsaid = saysNothing(producer);
    var proofs = new BitSet();
    for (int round = 0; round < ROUNDS_MAX; round++) {
      BitSet unproven = unproven(producer, consumer, unsaid, proofs);
      if (!unproven.intersects(graph.entries())) {
        return true;
      }
      if (!addProofs(unproven, sound, consumer, round % 2 == 0, proofs)) {
        return false;
      }
    }
    return false;
  }

  /**
   * Adds the fan-outs with a branch that is proven; false if there are none that were not there.
   *
   * <p>From the end of the file and from its start by turns: fan-outs within one another, written
   * in the order in which they are taken, are all found at once.
   */
  private boolean addProofs(
      BitSet unproven, BitSet sound, int consumer, boolean isFromEnd, BitSet proofs) {
    boolean isAdded = false;
    int size = graph.size();
    for (int at = 0; at < size; at++) {
      int fork = isFromEnd ? size - 1 - at : at;
      boolean isOpen = unproven.get(fork) && fork != consumer && !proofs.get(fork);
      if (isOpen && hasProven(sure[fork], unproven, sound, proofs)) {
        proofs.set(fork);
        isAdded = true;
      }
    }
    return isAdded;
  }

  private static boolean hasProven(int[] branches, BitSet unproven, BitSet sound, BitSet proofs) {
    for (int branch : branches) {
      if (sound.get(branch) && (!unproven.get(branch) || proofs.get(branch))) {
        return true;
      }
    }
    return false;
  }

  /** {@return the nodes from which a way leads to the consumer without a proof} */
  private BitSet unproven(int producer, int consumer, BitSet unsaid, BitSet proofs) {
    BitSet found = only(consumer);
    int[] open = new int[16];
    int count = 0;
    open[count++] = consumer;
    while (count > 0) {
      int node = open[--count];
      for (int source : before[node]) {
        boolean isProof = proofs.get(source) || (source == producer && !unsaid.get(node));
        if (!isProof && !found.get(source)) {
          found.set(source);
          open = count == open.length ? Arrays.copyOf(open, 2 * count) : open;
          open[count++] = source;
        }
      }
    }
    return found;
  }

  /** {@return the nodes to which the producer leads also where it has not put out anything} */
  private BitSet saysNothing(int producer) {
    var found = new BitSet();
    for (int target : graph.targetsWithoutSuccess(producer)) {
      found.set(target);
    }
    return found;
  }

  /** {@return the nodes from which a way leads to some, without passing others} */
  private BitSet backwards(BitSet ends, BitSet without) {
    var found = (BitSet) ends.clone();
    found.andNot(without);
    int[] open = found.stream().toArray();
    int count = open.length;
    while (count > 0) {
      int node = open[--count];
      for (int source : before[node]) {
        if (!found.get(source) && !without.get(source)) {
          found.set(source);
          open = count == open.length ? Arrays.copyOf(open, 2 * count + 16) : open;
          open[count++] = source;
        }
      }
    }
    return found;
  }

  /** Whether every way from a branch to the consumer leaves the producer by success. */
  private boolean isProven(int branch, int producer, int consumer) {
    var found = only(branch);
    int[] open = new int[16];
    int count = 0;
    open[count++] = branch;
    while (count > 0) {
      int node = open[--count];
      int[] targets = node == producer ? graph.targetsWithoutSuccess(node) : graph.successors(node);
      for (int next : targets) {
        if (next == consumer) {
          return false;
        }
        if (!found.get(next)) {
          found.set(next);
          open = count == open.length ? Arrays.copyOf(open, 2 * count) : open;
          open[count++] = next;
        }
      }
    }
    return true;
  }

  /** Whether a branch cannot end anywhere but at the consumer. */
  private boolean isInevitable(int branch, int consumer) {
    if (branch == consumer) {
      return false;
    }
    boolean isReached = false;
    var found = only(branch);
    int[] open = new int[16];
    int count = 0;
    open[count++] = branch;
    while (count > 0) {
      int node = open[--count];
      if (losses.get(node)) {
        return false;
      }
      for (int next : graph.successors(node)) {
        isReached |= next == consumer;
        if (next != consumer && !found.get(next)) {
          found.set(next);
          open = count == open.length ? Arrays.copyOf(open, 2 * count) : open;
          open[count++] = next;
        }
      }
    }
    return isReached;
  }

  private static BitSet only(int node) {
    var set = new BitSet();
    set.set(node);
    return set;
  }
}
