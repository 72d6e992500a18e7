package fermata.definition.check.rule;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.load.AgentLoader;
import fermata.definition.load.Surroundings;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.model.NodeId;
import fermata.definition.text.SourceText;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether outputs are there, in random graphs, compared with what that means step by step. */
final class AvailabilityTest {

  static IntStream seeds() {
    return IntStream.range(0, 400);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatOneBranchProvesIsAvailableAndNothingThatAWayLacks(int seed) {
    Graph graph = Graph.of(definition(text(new Random(seed))));
    for (NodeId producer : graph.nodes()) {
      for (NodeId consumer : graph.nodes()) {
        if (graph.isReachable(consumer)) {
          var meaning = new Meaning(graph, graph.number(producer), graph.number(consumer));
          boolean isAvailable = graph.isAvailable(producer, consumer);
          if (meaning.isSure(graph.entries(), 0)) {
            assertThat(isAvailable).as("%s at %s", producer, consumer).isTrue();
          } else if (isAvailable) {
            assertThat(meaning.isSureWithAllBranches()).as("%s at %s", producer, consumer).isTrue();
          }
        }
      }
    }
  }

  @Test
  void outputsOfBranchesWithinBranchesAreThereWhereAllAreJoined() {
    Graph graph =
        Graph.of(
            definition(
                """
                agent: x
                nodes:
                  a: {set: {v: 1}, next: [b, c]}
                  b: {set: {v: 1}, next: [d, e]}
                  c: {set: {v: 1}, next: z}
                  d: {set: {v: 1}, next: z}
                  e: {set: {v: 1}, next: z}
                  z: {set: {v: 1}}
                """));
    for (String each : List.of("a", "b", "c", "d", "e")) {
      assertThat(graph.isAvailable(new NodeId(each), new NodeId("z"))).as(each).isTrue();
    }
    assertThat(graph.isAvailable(new NodeId("d"), new NodeId("e"))).isFalse();
  }

  private static AgentDefinition definition(String text) {
    return requireNonNull(
        AgentLoader.load(new SourceText("x.agent.yaml", text), Surroundings.builtin())
            .definition());
  }

  /** A definition of up to nine nodes that lead forward for the most part. */
  private static String text(Random random) {
    int size = 2 + random.nextInt(8);
    var text = new StringBuilder("agent: x\nnodes:\n");
    for (int node = 0; node < size; node++) {
      text.append("  n%d: {set: {v: 1}%s}\n".formatted(node, options(random, size)));
    }
    text.append("edges:\n");
    for (int node = 0; node < size; node++) {
      int ways = random.nextInt(4);
      for (int way = 0; way < ways; way++) {
        boolean isForward = random.nextInt(6) > 0 && node < size - 1;
        int target = isForward ? node + 1 + random.nextInt(size - node - 1) : random.nextInt(size);
        text.append("  - {from: n%d, to: n%d%s}\n".formatted(node, target, condition(random)));
      }
    }
    return text.toString();
  }

  private static String options(Random random, int size) {
    return switch (random.nextInt(12)) {
      case 0 -> ", join: any";
      case 1 -> ", on_error: continue";
      case 2 -> ", on_error: n" + random.nextInt(size);
      default -> "";
    };
  }

  private static String condition(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> ", on: failure";
      case 1 -> ", on: always";
      case 2 -> ", when: \"${{ output.v == 1 }}\"";
      case 3 -> ", priority: 1";
      default -> "";
    };
  }

  /** What it means, one fan-out and one branch after the other. */
  private record Meaning(Graph graph, int producer, int consumer) {

    boolean isSure(BitSet starts, int depth) {
      if (!unproven(starts, new BitSet()).get(consumer)) {
        return true;
      }
      for (int fork = 0; depth < 4 && fork < graph.size(); fork++) {
        boolean isPassed = !graph.reach(starts, only(fork)).get(consumer);
        if (fork != consumer && isPassed && isSureByABranch(fork, depth)) {
          return true;
        }
      }
      return false;
    }

    private boolean isSureByABranch(int fork, int depth) {
      return graph.out(fork).size() > 1
          && Arrays.stream(Branches.surelyTaken(graph, fork))
              .anyMatch(branch -> isInevitable(branch) && isSure(only(branch), depth + 1));
    }

    /** Whether each way passes a proof or some fan-out of which one branch is proven. */
    boolean isSureWithAllBranches() {
      var proofs = new BitSet();
      for (int round = 0; round < graph.size(); round++) {
        for (int fork = 0; fork < graph.size(); fork++) {
          boolean isProof =
              fork != consumer
                  && graph.out(fork).size() > 1
                  && Arrays.stream(Branches.surelyTaken(graph, fork))
                      .anyMatch(
                          branch ->
                              isInevitable(branch)
                                  && !unproven(only(branch), proofs).get(consumer));
          proofs.set(fork, isProof || proofs.get(fork));
        }
      }
      return !unproven(graph.entries(), proofs).get(consumer);
    }

    private BitSet unproven(BitSet starts, BitSet proofs) {
      var found = (BitSet) starts.clone();
      for (int round = 0; round < graph.size(); round++) {
        for (int node = found.nextSetBit(0); node >= 0; node = found.nextSetBit(node + 1)) {
          if (!proofs.get(node) || node == consumer) {
            addTargets(node, found);
          }
        }
      }
      return found;
    }

    private void addTargets(int node, BitSet found) {
      for (Edge edge : graph.out(node)) {
        boolean proves = node == producer && edge.on() == EdgeTrigger.SUCCESS && !isForgiven(node);
        if (!proves) {
          found.set(graph.number(edge.to()));
        }
      }
    }

    private boolean isForgiven(int node) {
      return graph.targetsWithoutSuccess(node).length == graph.out(node).size()
          && graph.out(node).stream().anyMatch(edge -> edge.on() == EdgeTrigger.SUCCESS);
    }

    private boolean isInevitable(int branch) {
      BitSet avoiding = graph.reach(only(branch), only(consumer));
      boolean canEnd =
          graph.isChoosy(consumer)
              || avoiding.stream()
                  .anyMatch(node -> graph.isChoosy(node) || graph.isEnd(graph.nodes().get(node)));
      return branch != consumer && !canEnd && graph.reach(only(branch), new BitSet()).get(consumer);
    }

    private static BitSet only(int node) {
      var set = new BitSet();
      set.set(node);
      return set;
    }
  }
}
