package fermata.definition.load;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.keys.PlacedTree;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import fermata.definition.yaml.YamlProblems;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

  private static String lines(int count, String line) {
    return IntStream.range(0, count).mapToObj(line::formatted).collect(Collectors.joining());
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
