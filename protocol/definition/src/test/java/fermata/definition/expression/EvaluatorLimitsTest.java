package fermata.definition.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import fermata.definition.text.Span;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small expressions that would take all time or memory are refused; large data is not. */
@Timeout(20)
class EvaluatorLimitsTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String TEN = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]";

  private static Evaluation evaluate(String source, Map<String, JsonNode> values) {
    var parsed = ExpressionParser.parse(source, "/here");
    assertThat(parsed.problems()).as(source).isEmpty();
    return Evaluator.evaluate(parsed.value(), ValueScope.of(new LinkedHashMap<>(values)));
  }

  private static Evaluation evaluate(String source) {
    return evaluate(source, Map.of());
  }

  private static void assertKind(Evaluation evaluation, String kind) {
    assertThat(evaluation).isInstanceOf(Evaluation.Failure.class);
    assertThat(((Evaluation.Failure) evaluation).kind()).isEqualTo(kind);
  }

  private static String value(Evaluation evaluation) {
    assertThat(evaluation).isInstanceOf(Evaluation.Value.class);
    return ((Evaluation.Value) evaluation).value().toString();
  }

  /** {@return an expression that wraps the inner one in macros, each of which doubles its range} */
  private static String doubled(String start, int times, String inner) {
    return doubled(start, 1, times, inner);
  }

  private static String doubled(String start, int level, int times, String inner) {
    String variable = "v" + level;
    String twice = "[" + start + " + " + start + "]";
    String body = level == times ? inner.replace("$", variable) : null;
    return twice
        + ".map("
        + variable
        + ", "
        + (body == null ? doubled(variable, level + 1, times, inner) : body)
        + ")";
  }

  @Test
  void makesTextUpToTheLimit() {
    int half = Evaluator.MADE_UNITS_MAX / 2;
    var text = Map.<String, JsonNode>of("s", TextNode.valueOf("a".repeat(half)));
    assertThat(value(evaluate("size(s + s)", text))).isEqualTo("8000000");
    assertKind(evaluate("size(s + s) + size('' + 'a')", text), "expression.budget");
  }

  @Test
  void refusesTextThatDoublesAndDoubles() {
    assertThat(value(evaluate(doubled("'ab'", 10, "size($)")))).contains("2048");
    assertKind(evaluate(doubled("'ab'", 40, "size($)")), "expression.budget");
    assertKind(evaluate(doubled("'ab'", 40, "true || size($) > 0")), "expression.budget");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s.replace('a', s)",
        "s.replace('', s)",
        "[s].map(x, s.split('').join(s))",
        "s.split('').map(x, s.upperAscii()).size()"
      })
  void paysForTheTextsThatFunctionsMake(String source) {
    var text = Map.<String, JsonNode>of("s", TextNode.valueOf("a".repeat(10_000)));
    assertKind(evaluate(source, text), "expression.budget");
  }

  @Test
  void refusesListsThatDoubleAndDouble() {
    assertKind(evaluate(doubled("[1]", 40, "size($)")), "expression.budget");
  }

  @Test
  void refusesSharedValuesThatAreEndlessAsJson() {
    var source = new StringBuilder("[1, 2]");
    for (int i = 0; i < 45; i++) {
      source.insert(0, "[").append("].map(x" + i + ", [x" + i + ", x" + i + "])[0]");
    }
    assertKind(evaluate(source.toString()), "expression.budget");
    assertKind(evaluate("json(" + source + ") == ''"), "expression.budget");
    assertKind(evaluate(source + " == " + source), "expression.budget");
  }

  @Test
  void paysForTheKeysOfMaps() {
    var text = Map.<String, JsonNode>of("s", TextNode.valueOf("k".repeat(50_000)));
    assertThat(value(evaluate("size(json({s: 1}))", text))).isEqualTo("50006");
    String many = TEN + ".map(a, " + TEN + ".map(b, " + TEN + ".map(c, {s: 1})))";
    assertKind(evaluate("size(json(" + many + "))", text), "expression.budget");
    assertKind(evaluate("size(json(xs))", Map.of("xs", keys(1_000))), "expression.budget");
  }

  private static ArrayNode keys(int count) {
    ArrayNode list = JSON.arrayNode();
    for (int i = 0; i < count; i++) {
      list.add(JSON.objectNode().put("k".repeat(50_000), i));
    }
    return list;
  }

  @ParameterizedTest
  @ValueSource(strings = {"int(s)", "double(s)", "timestamp(s)", "duration(s)", "{s: 1}.q"})
  void paysForTheTextsThatAreGoneThrough(String call) {
    var text = Map.<String, JsonNode>of("s", TextNode.valueOf("7".repeat(1_000_000)));
    String absorbed = call + " == 1 || true";
    assertThat(value(evaluate(absorbed, text))).isEqualTo("true");
    String many = TEN + ".map(a, " + TEN + ".map(b, " + absorbed + "))";
    assertKind(evaluate(many, text), "expression.budget");
  }

  @Test
  void handsLargeInputOnAsItIs() {
    ArrayNode list = JSON.arrayNode();
    for (int i = 0; i < 300_000; i++) {
      list.add("element " + i);
    }
    String text = "x".repeat(Evaluator.MADE_UNITS_MAX + 1);
    var values = Map.<String, JsonNode>of("xs", list, "s", TextNode.valueOf(text));
    assertThat(evaluate("xs", values)).isEqualTo(new Evaluation.Value(list));
    assertThat(evaluate("coalesce(s, 'none')", values))
        .isEqualTo(new Evaluation.Value(TextNode.valueOf(text)));
  }

  @Test
  void absorbsManyFaultsQuickly() {
    var members = JSON.objectNode();
    ArrayNode wanted = JSON.arrayNode();
    for (int i = 0; i < 20_000; i++) {
      members.put("member-of-the-map-" + i, i);
      wanted.add("member-that-is-not-there-" + i);
    }
    Evaluation evaluation =
        evaluate("xs.filter(x, coalesce(m[x], 7) == 7).size()", Map.of("m", members, "xs", wanted));
    assertThat(value(evaluation)).isEqualTo("20000");
  }

  @Test
  void refusesResultsThatAreNestedTooDeep() {
    int most = Evaluator.VALUE_DEPTH_MAX;
    assertThat(value(evaluate("[x]", Map.of("x", nested(most - 1))))).startsWith("[[[");
    assertKind(evaluate("[x]", Map.of("x", nested(most))), "expression.json");
    assertKind(evaluate("{'a': [x]}", Map.of("x", nested(most - 1))), "expression.json");
    assertThat(evaluate("x", Map.of("x", nested(10 * most)))).isInstanceOf(Evaluation.Value.class);
  }

  @Test
  void comparesNestedValuesUpToTheLimit() {
    int most = Evaluator.VALUE_DEPTH_MAX;
    var values =
        Map.<String, JsonNode>of(
            "a", nested(most), "b", nested(most), "c", nested(100_000), "d", nested(100_000));
    assertThat(value(evaluate("a == b", values))).isEqualTo("true");
    assertKind(evaluate("c == d", values), "expression.budget");
  }

  private static JsonNode nested(int levels) {
    ArrayNode inner = JSON.arrayNode();
    for (int i = 1; i < levels; i++) {
      inner = JSON.arrayNode().add(inner);
    }
    return inner;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a*)*b",
        "(a|aa)+$b",
        "(a|a?)+b",
        "^(([a-z])+.)+[A-Z]([a-z])+$",
        "(.*a){30}b",
        "a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaaaaaaab"
      })
  void matchesEvilPatternsInTime(String pattern) {
    var text = Map.<String, JsonNode>of("s", TextNode.valueOf("a".repeat(20_000)));
    assertThatCode(() -> evaluate("s.matches('" + pattern + "')", text)).doesNotThrowAnyException();
  }

  @Test
  void refusesPatternsThatAreEndlessWhenWrittenOut() {
    assertKind(evaluate("'a'.matches('((((a{0,100}){100}){100}){100})')"), "expression.budget");
    assertKind(evaluate("'a'.matches('" + "a".repeat(1_001) + "')"), "expression.budget");
    assertThat(value(evaluate("'a'.matches('" + "a".repeat(1_000) + "')"))).isEqualTo("false");
  }

  @Test
  void refusesPatternsOverLongTextsAgainAndAgain() {
    var text = Map.<String, JsonNode>of("s", TextNode.valueOf("a".repeat(200_000)));
    assertKind(evaluate(TEN + ".map(x, s.matches('(a|b|c|d){20}e'))", text), "expression.budget");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "a{2", "[", "(?<n>", "\\\\8", "a**", "(?!a)", "\\\\"})
  void faultsOnBrokenPatterns(String pattern) {
    Evaluation evaluation = evaluate("'a'.matches('" + pattern + "') || false");
    if (evaluation instanceof Evaluation.Failure(var kind, _, _, _)) {
      assertThat(kind).isEqualTo("expression.conversion");
    }
  }

  @Test
  void placesAFailureAtItsPart() {
    Evaluation evaluation = evaluate("1 + [2][3]");
    assertThat(evaluation)
        .isEqualTo(
            new Evaluation.Failure(
                "expression.unset", "no element 3 (expected: 0 to 0)", "/here", new Span(4, 10)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0 / 0.0", "1.0 / 0.0", "[-1.0 / 0.0]", "{'a': double('NaN')}"})
  void hasNoJsonForWhatIsNoNumber(String source) {
    assertKind(evaluate(source), "expression.json");
    assertKind(evaluate("size(json(" + source + "))"), "expression.json");
    var template = TemplateParser.parse("is ${{ " + source + " }}", "").value();
    assertKind(Evaluator.render(template, ValueScope.of(new LinkedHashMap<>())), "expression.json");
  }

  @Test
  void spendsAtMostSomeSecondsOnTheWorst() {
    long start = System.nanoTime();
    String source = "1 + 1 == 2";
    for (int i = 0; i < 6; i++) {
      source = TEN + ".all(x" + i + ", " + source + ")";
    }
    assertKind(evaluate(source), "expression.budget");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }
}
