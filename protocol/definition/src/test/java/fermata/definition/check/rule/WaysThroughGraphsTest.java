package fermata.definition.check.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dominators and circles of random graphs, compared with what they mean. */
final class WaysThroughGraphsTest {

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  /** A graph of up to 12 nodes, from a few ways to more than enough. */
  private static int[][] graph(int seed) {
    var random = new Random(seed);
    int size = 1 + random.nextInt(12);
    int[][] successors = new int[size][];
    for (int node = 0; node < size; node++) {
      successors[node] = random.ints(random.nextInt(4), 0, size).toArray();
    }
    return successors;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aNodeIsPassedWhenNothingIsReachedWithoutIt(int seed) {
    int[][] graph = graph(seed);
    Dominators dominators = Dominators.of(0, graph);
    for (int node = 0; node < graph.length; node++) {
      BitSet without = reach(graph, 0, node);
      for (int target = 0; target < graph.length; target++) {
        boolean isPassed = target == node ? reach(graph, 0, -1).get(node) : !without.get(target);
        boolean isThere = reach(graph, 0, -1).get(target);
        assertThat(dominators.isPassed(node, target))
            .as("%d on every way to %d", node, target)
            .isEqualTo(isPassed || !isThere);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theNearestDominatorIsPassedByAllOthers(int seed) {
    int[][] graph = graph(seed);
    Dominators dominators = Dominators.of(0, graph);
    BitSet reachable = reach(graph, 0, -1);
    for (int target = 1; target < graph.length; target++) {
      int nearest = dominators.nearest(target);
      assertThat(nearest >= 0).isEqualTo(reachable.get(target));
      for (int node = 0; nearest >= 0 && node < graph.length; node++) {
        if (node != target && reachable.get(node) && dominators.isPassed(node, target)) {
          assertThat(dominators.isPassed(node, nearest)).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aNodeIsInACircleWhenAWayLeadsBack(int seed) {
    int[][] graph = graph(seed);
    BitSet circles = Circles.of(graph);
    for (int node = 0; node < graph.length; node++) {
      var back = new BitSet();
      for (int successor : graph[node]) {
        back.or(reach(graph, successor, -1));
      }
      assertThat(circles.get(node)).as("%d", node).isEqualTo(back.get(node));
    }
  }

  private static BitSet reach(int[][] graph, int start, int without) {
    var found = new BitSet();
    var open = new ArrayDeque<Integer>();
    open.push(start);
    while (!open.isEmpty()) {
      int node = open.pop();
      if (node != without && !found.get(node)) {
        found.set(node);
        for (int successor : graph[node]) {
          open.push(successor);
        }
      }
    }
    return found;
  }
}
