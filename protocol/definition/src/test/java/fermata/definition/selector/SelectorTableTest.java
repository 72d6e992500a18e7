package fermata.definition.selector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of operators, paths and forms beside this class. */
class SelectorTableTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<List<String>> operators() {
    return rows("operators.txt");
  }

  static Stream<List<String>> paths() {
    return rows("paths.txt");
  }

  static Stream<List<String>> forms() {
    return rows("forms.txt");
  }

  @ParameterizedTest
  @MethodSource("operators")
  void comparesAsTheTableSays(List<String> row) {
    SelectorOperator operator = SelectorOperator.find(row.get(0)).orElseThrow();
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    if (!row.get(1).equals("-")) {
      data.set("v", json(row.get(1)));
    }
    var condition = SelectorCondition.of(path("$.v"), operator, json(row.get(2)));

    assertThat(condition.holds(data)).isEqualTo(row.get(3).equals("yes"));
  }

  @Test
  void hasRowsForEveryOperatorWithAndWithoutAValue() {
    List<String> seen =
        operators().map(row -> row.get(0) + (row.get(1).equals("-") ? " -" : "")).toList();

    for (SelectorOperator operator : SelectorOperator.values()) {
      assertThat(seen).contains(operator.word(), operator.word() + " -");
    }
  }

  @Test
  void neverMatchesAcrossTypes() {
    List<String> values = List.of("1", "\"1\"", "true", "[1]", "{\"a\":1}");
    for (SelectorOperator operator : SelectorOperator.values()) {
      for (String found : values) {
        for (String wanted : values) {
          ObjectNode data = JsonNodeFactory.instance.objectNode();
          data.set("v", json(found));
          boolean holds = SelectorCondition.of(path("$.v"), operator, json(wanted)).holds(data);
          if (holds && operator != SelectorOperator.EXISTS) {
            assertThat(isOfOneType(json(found), json(wanted)))
                .as("%s %s %s", found, operator, wanted)
                .isTrue();
          }
        }
      }
    }
  }

  private static boolean isOfOneType(JsonNode found, JsonNode wanted) {
    boolean isElement = found.isArray() || wanted.isArray();
    return isElement || found.getNodeType() == wanted.getNodeType();
  }

  @ParameterizedTest
  @MethodSource("paths")
  void readsPathsAsTheTableSays(List<String> row) {
    String read =
        switch (SelectorPath.read(row.get(0))) {
          case SelectorPath.Reading.Fine(var path) -> path.toString();
          case SelectorPath.Reading.Broken(var at, var reason) -> "!" + at + " " + reason;
        };

    assertThat(read).isEqualTo(row.get(1));
  }

  @Test
  void refusesPathsBeyondTheLimits() {
    String longest = "$." + "a".repeat(SelectorPath.UNITS_MAX - 2);
    String deepest = "$" + "[0]".repeat(SelectorPath.SEGMENTS_MAX);

    assertThat(SelectorPath.read(longest)).isInstanceOf(SelectorPath.Reading.Fine.class);
    assertThat(SelectorPath.read(longest + "a")).isInstanceOf(SelectorPath.Reading.Broken.class);
    assertThat(SelectorPath.read(deepest)).isInstanceOf(SelectorPath.Reading.Fine.class);
    assertThat(SelectorPath.read(deepest + "[0]")).isInstanceOf(SelectorPath.Reading.Broken.class);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void selectsAsTheTableSays(List<String> row) {
    JsonNode event = json(row.get(1));
    var tags = new ArrayList<String>();
    event.path("tags").forEach(tag -> tags.add(tag.asText()));
    var selectable =
        new SelectableEvent(event.path("schema").asText(null), tags, event.get("data"));
    String said =
        switch (SelectorForm.read(json(row.get(0)))) {
          case SelectorForm.Reading.Fine(var selector) ->
              selector.test(selectable).name().toLowerCase(java.util.Locale.ROOT);
          case SelectorForm.Reading.Broken(var issues) ->
              "!" + issues.getFirst().pointer() + " " + issues.getFirst().message();
        };

    assertThat(said).isEqualTo(row.get(2));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void writesWhatItReads(List<String> row) {
    if (SelectorForm.read(json(row.get(0))) instanceof SelectorForm.Reading.Fine(var selector)) {
      ObjectNode written = SelectorForm.write(selector);

      assertThat(SelectorForm.read(written)).isEqualTo(new SelectorForm.Reading.Fine(selector));
    }
  }

  private static SelectorPath path(String text) {
    return ((SelectorPath.Reading.Fine) SelectorPath.read(text)).path();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<List<String>> rows(String file) {
    try (InputStream in = SelectorTableTest.class.getResourceAsStream(file)) {
      String text =
          new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
      List<List<String>> rows =
          text.lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> Arrays.stream(line.split(" \\| ")).map(String::strip).toList())
              .toList();
      return rows.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
