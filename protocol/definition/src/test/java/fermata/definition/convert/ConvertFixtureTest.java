package fermata.definition.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.fixture.Fixture;
import fermata.definition.fixture.FixtureFile;
import fermata.definition.load.AgentLoader;
import fermata.definition.load.BuiltinTools;
import fermata.definition.load.LoadedAgent;
import fermata.definition.load.PromptFiles;
import fermata.definition.text.LineIndex;
import fermata.definition.text.SourceText;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlParser;
import fermata.definition.yaml.YamlValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each case is a source, the definition made of it, and what is said of the rest. */
class ConvertFixtureTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @TestFactory
  Stream<DynamicTest> convertsSources() {
    return FixtureFile.tests("convert", ConvertFixtureTest::actual);
  }

  private static Fixture actual(Fixture fixture) {
    YamlDocument document = parse(fixture.text());
    ImportedAgent imported = SourceFormat.of(document).orElseThrow().convert(document);
    return fixture
        .with("agent", imported.text())
        .with("notes", notes(fixture.text(), imported.notes()))
        .with("problems", problems(imported));
  }

  /** The templates that Hive publishes, in words of our own. */
  @TestFactory
  Stream<DynamicTest> importsTheTemplatesOfHiveWithoutAnError() {
    return FixtureFile.tests(
        "hive",
        fixture -> {
          YamlDocument document = parse(fixture.text());
          ImportedAgent imported = SourceFormat.of(document).orElseThrow().convert(document);
          assertThat(load(imported).isUsable()).as(problems(imported)).isTrue();
          return fixture
              .with("agent", imported.text())
              .with("notes", notes(fixture.text(), imported.notes()));
        });
  }

  private static String notes(String text, List<ImportNote> notes) {
    var lines = LineIndex.of(text);
    return notes.stream()
        .map(
            note ->
                "%d %s %s: %s\n"
                    .formatted(
                        lines.line(note.span().start()) + 1,
                        note.kind(),
                        note.pointer(),
                        note.reason()))
        .collect(Collectors.joining());
  }

  private static String problems(ImportedAgent imported) {
    return load(imported).problems().stream()
        .map(problem -> problem.code().code() + " " + problem.message() + "\n")
        .collect(Collectors.joining());
  }

  private static LoadedAgent load(ImportedAgent imported) {
    var source = new SourceText("imported.agent.yaml", imported.text());
    return AgentLoader.load(source, PromptFiles.NONE, BuiltinTools.knowledge());
  }

  private static YamlDocument parse(String text) {
    return YamlParser.parse(new SourceText("source", text)).value();
  }

  @TestFactory
  Stream<DynamicTest> conditions() {
    Set<String> known = Set.of("a", "b", "c");
    return FixtureFile.tests(
        "condition",
        fixture ->
            fixture.with(
                "cel",
                fixture
                    .text()
                    .lines()
                    .map(line -> PythonCondition.translate(line, name -> named(name, known)))
                    .map(found -> found.orElse("-") + "\n")
                    .collect(Collectors.joining())));
  }

  private static Optional<String> named(String name, Set<String> known) {
    return known.contains(name) ? Optional.of("output." + name) : Optional.empty();
  }

  /** Another value anywhere gives another result, or is listed. */
  @Test
  void hasEveryValueInTheResultOrInTheList() {
    for (JsonNode source : sources()) {
      String before = convert(source).text();
      for (JsonPointer pointer : pointers(source)) {
        JsonNode value = source.at(pointer);
        if (saysSomething(value)) {
          ImportedAgent after = convert(with(source, pointer, other(value)));
          assertThat(after.text().equals(before) && !isListed(after, pointer))
              .as("%s is neither in the result nor in the list", pointer)
              .isFalse();
        }
      }
    }
  }

  /** What is not so is not worth a word, as long as it is the usual. */
  private static boolean saysSomething(JsonNode value) {
    boolean isUsualOtherwise = value.isBoolean() && value.booleanValue();
    return value.isValueNode() && !value.isNull() && !isUsualOtherwise;
  }

  @Test
  void listsMembersThatNobodyKnows() {
    for (JsonNode source : sources()) {
      for (JsonPointer pointer : pointers(source)) {
        if (source.at(pointer).isObject()) {
          JsonNode more = ((ObjectNode) source.at(pointer)).deepCopy().put("zz", "zz");
          ImportedAgent after = convert(with(source, pointer, more));
          JsonPointer added = pointer.append(JsonPointer.compile("/zz"));
          assertThat(isListed(after, added) || after.text().contains("zz"))
              .as("%s", added)
              .isTrue();
        }
      }
    }
  }

  /** A source is what others wrote: whatever stands anywhere, the result is YAML. */
  @Test
  void takesAnythingAnywhere() {
    List<JsonNode> values =
        List.of(
            JSON.textNode("${{ 1 + \n: {"),
            JSON.arrayNode().add(-7),
            JSON.objectNode().set("x", JSON.arrayNode()));
    for (JsonNode source : sources()) {
      for (JsonPointer pointer : pointers(source)) {
        for (JsonNode value : values) {
          YamlDocument document = parse(with(source, pointer, value).toString());
          SourceFormat.of(document)
              .map(format -> format.convert(document))
              .ifPresent(
                  imported ->
                      assertThat(YamlParser.parse(new SourceText("x", imported.text())).problems())
                          .as("%s = %s%n%s", pointer, value, imported.text())
                          .isEmpty());
        }
      }
    }
  }

  /**
   * What is left to be wrong are names that the language does not take, and values out of range.
   */
  @Test
  void hasNodesAndWaysBetweenThemWhereTheSourceHasNoMistake() {
    var random = new Random(3);
    List<JsonNode> values =
        List.of(
            JSON.numberNode(3),
            JSON.textNode(""),
            JSON.textNode("a b"),
            JSON.nullNode(),
            JSON.arrayNode(),
            JSON.arrayNode().add(JSON.objectNode()),
            JSON.objectNode().put("id", "q"));
    int mistaken = 0;
    for (JsonNode source : sources()) {
      for (JsonPointer pointer : pointers(source)) {
        JsonNode value = values.get(random.nextInt(values.size()));
        boolean isLookedAt = !pointer.matches() && random.nextInt(4) == 0;
        YamlDocument document =
            parse((isLookedAt ? with(source, pointer, value) : source).toString());
        SourceFormat format = SourceFormat.of(document).orElse(null);
        if (isLookedAt && format != null && format.mistakes(document).isEmpty()) {
          assertThat(load(format.convert(document)).problems())
              .as("%s = %s", pointer, value)
              .noneMatch(
                  problem ->
                      problem.code().code().equals("F2100")
                          || problem.message().startsWith("'_' is not a node"));
        } else if (isLookedAt && format != null) {
          mistaken++;
        }
      }
    }
    assertThat(mistaken).isPositive();
  }

  private static List<JsonNode> sources() {
    return FixtureFile.cases("convert").stream()
        .map(fixture -> YamlValues.toJson(parse(fixture.text()).root()))
        .toList();
  }

  private static ImportedAgent convert(JsonNode source) {
    YamlDocument document = parse(source.toString());
    return SourceFormat.of(document).orElse(SourceFormat.RCRT).convert(document);
  }

  private static JsonNode other(JsonNode value) {
    if (value.isBoolean()) {
      return JSON.booleanNode(!value.booleanValue());
    }
    return value.isNumber()
        ? JSON.numberNode(value.decimalValue().add(BigDecimal.ONE))
        : JSON.textNode(value.asText() + "q");
  }

  /** What is left out as a whole is listed once, for the whole. */
  private static boolean isListed(ImportedAgent imported, JsonPointer pointer) {
    String path = pointer.toString().replaceAll("/(\\d+)", "[$1]").replace('/', '.').substring(1);
    return imported.notes().stream()
        .map(ImportNote::pointer)
        .anyMatch(
            listed ->
                path.equals(listed)
                    || (path.startsWith(listed + ".") && !listed.isEmpty())
                    || path.startsWith(listed + "["));
  }

  private static List<JsonPointer> pointers(JsonNode source) {
    var pointers = new ArrayList<JsonPointer>();
    addPointers(JsonPointer.empty(), source, pointers);
    return pointers;
  }

  private static void addPointers(JsonPointer at, JsonNode node, List<JsonPointer> pointers) {
    pointers.add(at);
    if (node.isObject()) {
      node.properties()
          .forEach(
              member ->
                  addPointers(at.appendProperty(member.getKey()), member.getValue(), pointers));
    }
    for (int index = 0; node.isArray() && index < node.size(); index++) {
      addPointers(at.appendIndex(index), node.get(index), pointers);
    }
  }

  private static JsonNode with(JsonNode source, JsonPointer pointer, JsonNode value) {
    if (pointer.matches()) {
      return value;
    }
    JsonNode copy = source.deepCopy();
    JsonNode parent = copy.at(pointer.head());
    if (parent instanceof ArrayNode array) {
      array.set(pointer.last().getMatchingIndex(), value);
    } else if (parent instanceof ObjectNode object) {
      object.set(pointer.last().getMatchingProperty(), value);
    }
    return copy;
  }
}
