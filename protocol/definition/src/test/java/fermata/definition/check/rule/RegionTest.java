package fermata.definition.check.rule;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.model.NodeId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Regions found in one walk are those that the definition of a region gives, pair by pair. */
class RegionTest {

  @Test
  void areThoseOfTheirDefinitionInRandomGraphs() {
    for (long seed = 0; seed < 3_000; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      int[][] successors = graph(random, 1 + random.nextInt(9));
      BitSet reachable = reachable(successors, random.nextInt(successors.length));
      assertThat(Region.of(names(successors.length), successors, reachable))
          .as("seed %d", seed)
          .isEqualTo(byDefinition(successors, reachable));
    }
  }

  @Test
  void ofAHundredThousandNodesInARowAreFound() {
    int[][] row = new int[100_000][];
    for (int node = 0; node < row.length; node++) {
      row[node] = node + 1 < row.length ? new int[] {node + 1} : new int[0];
    }
    List<Region> regions = Region.of(names(row.length), row, new BitSet());
    assertThat(regions).hasSize(1);
    assertThat(regions.getFirst().others()).hasSize(row.length - 1);
  }

  private static int[][] graph(RandomGenerator random, int size) {
    return IntStream.range(0, size)
        .mapToObj(_ -> random.ints(random.nextInt(3), 0, size).distinct().toArray())
        .toArray(int[][]::new);
  }

  private static List<NodeId> names(int size) {
    return IntStream.range(0, size).mapToObj(node -> new NodeId("n" + node)).toList();
  }

  private static BitSet reachable(int[][] successors, int entry) {
    BitSet found = new BitSet();
    for (int node = 0; node < successors.length; node++) {
      found.set(node, node == entry || canReach(successors, entry, node));
    }
    return found;
  }

  private static List<Region> byDefinition(int[][] successors, BitSet reachable) {
    List<NodeId> names = names(successors.length);
    List<Integer> open =
        new ArrayList<>(
            IntStream.range(0, successors.length)
                .filter(node -> !reachable.get(node))
                .boxed()
                .toList());
    var regions = new ArrayList<Region>();
    while (!open.isEmpty()) {
      int head =
          open.stream().filter(node -> isHead(successors, open, node)).findFirst().orElseThrow();
      List<Integer> led =
          open.stream().filter(node -> node != head && canReach(successors, head, node)).toList();
      regions.add(new Region(names.get(head), led.stream().map(names::get).toList()));
      open.removeIf(node -> node == head || led.contains(node));
    }
    return regions;
  }

  private static boolean isHead(int[][] successors, List<Integer> open, int node) {
    return open.stream()
        .noneMatch(
            other ->
                other != node
                    && canReach(successors, other, node)
                    && !canReach(successors, node, other));
  }

  private static boolean canReach(int[][] successors, int from, int to) {
    var seen = new BitSet();
    var open = new ArrayList<>(List.of(from));
    while (!open.isEmpty()) {
      for (int successor : successors[open.removeLast()]) {
        if (successor == to) {
          return true;
        }
        if (!seen.get(successor)) {
          seen.set(successor);
          open.add(successor);
        }
      }
    }
    return false;
  }
}
