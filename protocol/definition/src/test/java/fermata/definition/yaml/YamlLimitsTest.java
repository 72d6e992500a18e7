package fermata.definition.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.text.Parsed;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.SourceText;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile texts cost neither the stack nor more than linear time. */
class YamlLimitsTest {

  private static final int MEGABYTE = 1 << 20;
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "{",
        "- ",
        "? ",
        "\"",
        "'",
        "a: ",
        "[a,",
        "{a: ",
        "&a ",
        "| ",
        "}",
        ",",
        ": ",
        "\t",
        "\\",
        "[\"a\n",
        "a: [\n",
        "a: \"\n",
        "- [a\n",
        "a\n a: b\n",
        "<<<<<<< a\n",
        "  a: 1\n b: 2\n   c: 3\n",
        "a b\nc: d\n",
        "a: |3\n x\n",
        "${{ ",
        "a: ${{ b ? c : d }}\n"
      })
  void readsAMegabyteOfAnything(String piece) {
    String text = piece.repeat(MEGABYTE / piece.length());
    Assertions.assertTimeoutPreemptively(DEADLINE, () -> parse(text));
  }

  @Test
  void readsAMegabyteOnOneLine() {
    String text = "[" + "\"a\",".repeat(MEGABYTE / 4) + "]";
    Assertions.assertTimeoutPreemptively(DEADLINE, () -> parse(text));
  }

  @Test
  void refusesATextThatIsTooLarge() {
    assertThat(codes(" ".repeat(SourceText.TEXT_UNITS_MAX))).isEmpty();
    assertThat(codes(" ".repeat(SourceText.TEXT_UNITS_MAX + 1)))
        .containsExactly(YamlProblems.TEXT_TOO_LARGE);
  }

  @Test
  void nestsAsDeepAsItSays() {
    int deepest = YamlParser.NESTING_MAX - 1;
    assertThat(codes(nested(deepest))).isEmpty();
    assertThat(codes(nested(deepest + 1))).containsExactly(YamlProblems.NESTED_TOO_DEEP);
    assertThat(codes(nested(10_000))).containsExactly(YamlProblems.NESTED_TOO_DEEP);
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  @Test
  void readsOnAfterWhatIsNestedTooDeep() {
    String deep =
        String.join("", IntStream.range(0, 600).mapToObj(d -> " ".repeat(d + 1) + "a:\n").toList());
    Parsed<YamlDocument> parsed = parse("x:\n" + deep + "y: [" + nested(1_000) + "]\nz: 1\n");
    assertThat(parsed.problems())
        .extracting(problem -> problem.code())
        .containsExactly(YamlProblems.NESTED_TOO_DEEP);
    assertThat(YamlValues.toJson(parsed.value().root()).get("z").intValue()).isEqualTo(1);
  }

  @Test
  void refusesAliasesThatExpandToTooMuch() {
    var text = new StringBuilder("a0: &a0 [x, x]\n");
    IntStream.range(1, 40)
        .forEach(n -> text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(n, n, n - 1, n - 1)));
    Parsed<YamlDocument> parsed = parse(text.toString());
    assertThat(parsed.problems())
        .extracting(problem -> problem.code())
        .containsExactly(YamlProblems.ALIASES_TOO_LARGE);
    assertThat(count(YamlValues.toJson(parsed.value().root())))
        .isLessThanOrEqualTo(YamlValues.VALUES_MAX + 100);
  }

  private static int count(JsonNode value) {
    int count = 1;
    for (JsonNode child : value) {
      count += count(child);
    }
    return count;
  }

  @Test
  void showsSoManyProblemsAtMost() {
    List<ProblemCode> codes = codes("*a\n".repeat(1_000).replace("*a", "- *a"));
    assertThat(codes).hasSize(ProblemList.PROBLEMS_MAX + 1);
    assertThat(codes.getLast()).isEqualTo(YamlProblems.TOO_MANY_PROBLEMS);
  }

  private static Parsed<YamlDocument> parse(String text) {
    return YamlParser.parse(new SourceText("limits", text));
  }

  private static List<ProblemCode> codes(String text) {
    return parse(text).problems().stream().map(problem -> problem.code()).toList();
  }
}
