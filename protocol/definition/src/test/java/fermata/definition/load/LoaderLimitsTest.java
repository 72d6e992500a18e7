package fermata.definition.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import fermata.definition.keys.PlacedTree;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import fermata.definition.yaml.YamlProblems;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoaderLimitsTest {

  @Test
  void aDefinitionOfAsManyValuesAsAreReadPassesAndOneMoreDoesNot() {
    int others = values(1).size() - 1;
    int most = PlacedTree.VALUES_MAX - others;
    assertThat(values(most)).hasSize(PlacedTree.VALUES_MAX);
    assertThat(errors(most)).isEmpty();
    assertThat(errors(most + 1))
        .extracting(Problem::code)
        .containsExactly(YamlProblems.TEXT_TOO_LARGE);
  }

  @Test
  void whatIsBeyondTheLimitPassesInNoFile() {
    String list = "[1" + ",1".repeat(PlacedTree.VALUES_MAX) + "]";
    String catalogue =
        "tools: {a: {description: a, command: [x], examples: [{args: {n: " + list + "}}]}}\n";
    String project =
        "deny: ["
            + IntStream.rangeClosed(0, PlacedTree.VALUES_MAX)
                .mapToObj(i -> "t.n" + i)
                .collect(Collectors.joining(", "))
            + "]\n";
    String part = "variables: {list: " + list + "}\n";

    assertThat(codes("a.tools.yaml", catalogue)).contains(YamlProblems.TEXT_TOO_LARGE);
    assertThat(codes("fermata.yaml", project)).contains(YamlProblems.TEXT_TOO_LARGE);
    assertThat(codes("a.part.yaml", part)).contains(YamlProblems.TEXT_TOO_LARGE);
  }

  /** What took minutes when each was held against all others. */
  static Stream<String> shapes() {
    return Stream.of(
        "entries:\n"
            + lines(5_000, "  e%d: {node: a, trigger: {cron: \"0 3 * * *\"}}\n")
            + "nodes: {a: {set: {n: 1}}}\n",
        "subscriptions:\n"
            + lines(1_500, "  - {on: {schema: e%d.v1}, role: trigger}\n")
            + "nodes:\n"
            + lines(1_500, "  n%d: {kind: emit, schema: e1.v1, data: {a: 1}}\n"),
        lines(5_000, "bad%d: 1\n") + "nodes: {a: {set: {n: 1}}}\n");
  }

  /** Shapes that may have any problems, by how many there are of what they are made of. */
  static Stream<Named<IntFunction<String>>> growing() {
    return Stream.of(
        Named.of(
            "ways to nodes that are not there",
            n ->
                "nodes:\n"
                    + lines(n, "  n%1$d: {set: {a: 1}}\n")
                    + "edges:\n"
                    + lines(n, "  - {from: m%1$d, to: k%1$d}\n")),
        Named.of(
            "outputs that are not there",
            n ->
                "output: {"
                    + lines(n, "f%d: {}, ")
                    + "}\nnodes: {a: {set: {a: 1}, outputs: {"
                    + lines(n, "h%d: {}, ")
                    + "}}}\n"),
        Named.of(
            "maps with a body each",
            n ->
                "input: {l: {type: array}}\nnodes:\n"
                    + lines(
                        n,
                        """
                          n%1$d: {over: "${{ input.l }}", do: b%1$d}
                          b%1$d: {set: {a: "${{ item }}"}}
                        """)),
        Named.of(
            "one join that reads all branches",
            n ->
                "nodes:\n  a: {set: {x: 1}, next: ["
                    + lines(n, "n%d, ")
                    + "]}\n"
                    + lines(n, "  n%d: {set: {x: 1}, outputs: {x: {}}, next: z}\n")
                    + "  z: {set: {"
                    + lines(n, "y%1$d: \"${{ nodes.n%1$d.x }}\", ")
                    + "}}\n"),
        Named.of(
            "joins that read their branches, one after another",
            n ->
                "nodes:\n"
                    + lines(
                        n,
                        """
                          f%1$d: {set: {x: 1}, next: [l%1$d, r%1$d]}
                          l%1$d: {set: {x: 1}, outputs: {x: {}}, next: j%1$d}
                          r%1$d: {set: {x: 1}, next: j%1$d}
                          j%1$d: {set: {x: "${{ nodes.l%1$d.x }}"}}
                        """)),
        Named.of(
            "steps that read the one before",
            n ->
                "nodes:\n  w:\n    steps:\n"
                    + lines(n, "      - {id: s%1$d, tool: files.read, args: {path: a}}\n")
                    + lines(
                        n,
                        "      - {id: t%1$d, tool: files.read, needs: [s%1$d],"
                            + " args: {path: \"${{ steps.s%1$d.text }}\"}}\n")),
        Named.of(
            "patterns of files",
            n ->
                "entries:\n"
                    + lines(n, "  e%1$d: {node: a, trigger: {file: {paths: [\"in%1$d/*\"]}}}\n")
                    + "nodes: {a: {set: {a: 1}}}\n"));
  }

  /** What is made, in bytes, says how much is done, and is the same on every machine. */
  @ParameterizedTest
  @MethodSource("growing")
  @Timeout(60)
  void fourTimesAsManyCostLittleMoreThanFourTimesAsMuch(IntFunction<String> shape) {
    bytes(shape.apply(100));
    long some = bytes(shape.apply(400));
    long more = bytes(shape.apply(1_600));
    assertThat((double) more / some).isLessThan(7);
  }

  private static long bytes(String text) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    codes("x.agent.yaml", "agent: x\n" + text);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  /** What took minutes when each question went through the whole graph, or each name by all. */
  static Stream<Named<String>> entangled() {
    return Stream.of(
        Named.of(
            "joins that read the first branch",
            "nodes:\n"
                + lines(
                    1_000,
                    """
                      f%1$d: {set: {x: 1}, next: [l%1$d, r%1$d]}
                      l%1$d: {set: {x: 1}, outputs: {x: {}}, next: j%1$d}
                      r%1$d: {set: {x: 1}, next: j%1$d}
                      j%1$d: {set: {x: "${{ nodes.l0.x }}"}, next: f%2$d}
                    """)
                + "  f1000: {set: {x: 1}}\n"),
        Named.of(
            "branches within branches",
            "nodes:\n"
                + lines(
                    1_000,
                    """
                      f%1$d: {set: {x: 1}, next: [f%2$d, l%1$d]}
                      l%1$d: {set: {x: 1}, outputs: {x: {}}, next: z}
                    """)
                + "  f1000: {set: {x: 1}, next: z}\n  z: {set: {"
                + lines(1_000, "y%1$d: \"${{ nodes.l%1$d.x }}\", ")
                + "}}\n"),
        Named.of(
            "maps within maps",
            "input: {l: {type: array}}\nnodes:\n"
                + lines(1_000, "  n%1$d: {over: \"${{ input.l }}\", as: x%1$d, do: n%2$d}\n")
                + "  n1000: {set: {a: \"${{ item }}\"}}\n"),
        Named.of(
            "writers of one key",
            "state: {k: {type: integer}}\nnodes:\n"
                + lines(2_000, "  a%1$d: {set: {state.k: %1$d}}\n")
                + "  z: {set: {v: \"${{ state.k }}\"}}\n"));
  }

  @ParameterizedTest
  @MethodSource("entangled")
  @Timeout(60)
  void whatIsEntangledIsSoundAndSeenInTime(String shape) {
    assertThat(codes("x.agent.yaml", "agent: x\n" + shape)).isEmpty();
  }

  private static String lines(int count, String line) {
    return IntStream.range(0, count)
        .mapToObj(i -> line.formatted(i, i + 1))
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @MethodSource("shapes")
  @Timeout(60)
  void thousandsOfAKindCostNoMoreThanTheirNumber(String shape) {
    assertThat(codes("x.agent.yaml", "agent: x\n" + shape))
        .allMatch(code -> code.code().equals("F1101"));
  }

  private static List<ProblemCode> codes(String name, String text) {
    return AgentLoader.load(new SourceText(name, text), Surroundings.builtin()).problems().stream()
        .map(Problem::code)
        .toList();
  }

  private static List<PlacedTree.PlacedValue> values(int items) {
    return load(items).reading().layout().values();
  }

  private static List<Problem> errors(int items) {
    return load(items).problems().stream()
        .filter(problem -> problem.severity() == Severity.ERROR)
        .toList();
  }

  private static LoadedAgent load(int items) {
    String text =
        "agent: long\nvariables: {list: [1"
            + ",1".repeat(items - 1)
            + "]}\nnodes: {a: {set: {n: \"${{ vars.list[0] }}\"}}}\n";
    return AgentLoader.load(new SourceText("long", text), Surroundings.builtin());
  }
}
