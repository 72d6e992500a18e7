package fermata.definition.check.rule;

import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import java.util.BitSet;

/**
 * Decides whether the outputs of one node are surely there when another starts.
 *
 * <p>A way "proves" the outputs when it leaves the producer by success. A consumer has them when no
 * way to it lacks the proof; or when it joins a branch that surely started, surely arrives, and
 * proves them on its own, because a join waits for all branches that can still reach it.
 */
record Availability(Graph graph, int producer) {

  /** Fan-outs within fan-outs that are looked into; deeper ones count as unproven. */
  private static final int FAN_OUT_DEPTH_MAX = 6;

  /** Whether they are, where some way from an entry point to the consumer lacks the proof. */
  boolean isSure(int consumer) {
    for (int fork = graph.passedBefore(consumer); fork >= 0; fork = graph.passedBefore(fork)) {
      if (isSureByABranch(fork, consumer, 0)) {
        return true;
      }
    }
    return false;
  }

  private boolean isSure(BitSet starts, int consumer, int depth) {
    BitSet unproven = unproven(starts);
    if (!unproven.get(consumer)) {
      return true;
    }
    if (depth == FAN_OUT_DEPTH_MAX) {
      return false;
    }
    for (int fork = 0; fork < graph.size(); fork++) {
      if (fork != consumer
          && graph.out(fork).size() > 1
          && isPassed(starts, fork, consumer)
          && isSureByABranch(fork, consumer, depth)) {
        return true;
      }
    }
    return false;
  }

  /** With one way out of it, a node proves no more than the way to it does. */
  private boolean isSureByABranch(int fork, int consumer, int depth) {
    if (graph.out(fork).size() < 2) {
      return false;
    }
    for (int branch : Branches.surelyTaken(graph, fork)) {
      if (isInevitable(branch, consumer) && isSure(only(branch), consumer, depth + 1)) {
        return true;
      }
    }
    return false;
  }

  /** The nodes that can be entered from the starts without having left the producer by success. */
  private BitSet unproven(BitSet starts) {
    var found = (BitSet) starts.clone();
    var open = (BitSet) starts.clone();
    while (!open.isEmpty()) {
      int node = open.nextSetBit(0);
      open.clear(node);
      for (Edge edge : graph.out(node)) {
        int next = graph.number(edge.to());
        boolean proves =
            node == producer && edge.on() == EdgeTrigger.SUCCESS && !graph.isForgiven(node);
        if (!proves && !found.get(next)) {
          found.set(next);
          open.set(next);
        }
      }
    }
    return found;
  }

  /** Whether every way from the starts to the consumer passes the node. */
  private boolean isPassed(BitSet starts, int node, int consumer) {
    return !graph.reach(starts, only(node)).get(consumer);
  }

  /** Whether a branch cannot end anywhere but at the consumer. */
  private boolean isInevitable(int branch, int consumer) {
    if (branch == consumer) {
      return false;
    }
    BitSet avoiding = graph.reach(only(branch), only(consumer));
    boolean canEnd =
        graph.isChoosy(consumer)
            || avoiding.stream()
                .anyMatch(node -> graph.isChoosy(node) || graph.isEnd(graph.nodes().get(node)));
    return !canEnd && graph.reach(only(branch), new BitSet()).get(consumer);
  }

  private static BitSet only(int node) {
    var set = new BitSet();
    set.set(node);
    return set;
  }
}
