package fermata.definition.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.fixture.FixtureFile;
import fermata.definition.keys.TextForm;
import fermata.definition.publish.PublishedSchema;
import fermata.definition.schema.SchemaValidator;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlParser;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The published schema refuses what the rules of form refuse, and nothing that loads. */
class PublishedSchemaTest {

  private static final SchemaValidator AGENT = SchemaValidator.of(PublishedSchema.ofAgent());
  private static final SchemaValidator PROJECT = SchemaValidator.of(PublishedSchema.ofProject());
  private static final SchemaValidator TOOLS = SchemaValidator.of(PublishedSchema.ofTools());

  /** The codes that a schema can say. */
  private static final Set<String> EXPRESSIBLE =
      Set.of(
          "F1100", "F1101", "F1102", "F1103", "F1104", "F1105", "F1106", "F1108", "F1110", "F1111",
          "F2003", "F3101");

  @TestFactory
  Stream<DynamicTest> agreesWithTheRulesOnEveryCase() {
    return FixtureFile.cases("check").stream()
        .filter(fixture -> !fixture.section("name").endsWith(".md\n"))
        .map(CheckCase::new)
        .map(one -> DynamicTest.dynamicTest(one.fixture().title(), () -> compare(one)));
  }

  private static void compare(CheckCase one) {
    compare(one, one.text());
    if (one.hasGood()) {
      compare(one, one.good());
    }
  }

  private static void compare(CheckCase one, String text) {
    List<Problem> problems = one.problems(text);
    List<SchemaValidator.Violation> violations = violations(one, text);
    if (problems.stream().noneMatch(problem -> problem.severity() == Severity.ERROR)) {
      assertThat(violations).isEmpty();
    }
    boolean isReadable =
        problems.stream().noneMatch(problem -> problem.code().code().startsWith("F10"));
    boolean isSaid =
        problems.stream().anyMatch(problem -> EXPRESSIBLE.contains(problem.code().code()));
    // What stands in a part, a schema of the definition does not see.
    boolean isWhole = !text.contains("\ninclude:");
    if (isReadable && isSaid && isWhole) {
      assertThat(violations).as("%s", problems).isNotEmpty();
    }
  }

  private static List<SchemaValidator.Violation> violations(CheckCase one, String text) {
    YamlNode root = YamlParser.parse(new SourceText("case", text)).value().root();
    JsonNode value = YamlValues.toJson(root);
    if (one.fixture().section("name").startsWith("fermata.yaml")) {
      return PROJECT.validate(value);
    }
    return (one.fixture().sections().containsKey("catalogue") ? TOOLS : AGENT).validate(value);
  }

  @Test
  void everyCodeThatASchemaCanSayIsSaidBySomeCase() {
    Set<String> said =
        FixtureFile.cases("check").stream()
            .filter(fixture -> !fixture.section("name").endsWith(".md\n"))
            .map(CheckCase::new)
            .filter(one -> !violations(one, one.text()).isEmpty())
            .flatMap(one -> one.problems(one.text()).stream())
            .map(problem -> problem.code().code())
            .collect(Collectors.toSet());
    assertThat(said).containsAll(EXPRESSIBLE);
  }

  @Test
  void theSchemasAreSoundAndSayWhatTheyAre() {
    for (ObjectNode schema : List.of(PublishedSchema.ofAgent(), PublishedSchema.ofTools())) {
      // What is inside of a definition has no identity of its own.
      assertThat(SchemaValidator.faultsOf(schema.deepCopy().without("$id"))).isEmpty();
      assertThat(schema.path("$schema").asText()).contains("2020-12");
      for (JsonNode mapping : schema.path("$defs")) {
        assertThat(mapping.path("description").asText()).isNotEmpty();
        for (JsonNode key : mapping.path("properties")) {
          assertThat(key.path("description").asText()).isNotEmpty();
        }
      }
    }
  }

  @Test
  void thePatternOfAFormFitsWhatTheFormFits() {
    List<String> texts = new ArrayList<>();
    for (String letter :
        List.of("a", "A", "1", "_", "-", ".", "/", "*", " ", "ü", "state.", "x:y")) {
      for (String rest :
          List.of("", "b", "9", "-b", "_b", ".b", ".*", "*", "/b", " b", "b".repeat(62))) {
        texts.add(letter + rest);
        texts.add(letter + rest + "b".repeat(66));
      }
    }
    for (TextForm form : TextForm.values()) {
      for (String text :
          form.rule().isEmpty() || form.pattern().isEmpty() ? List.<String>of() : texts) {
        assertThat(text.matches(form.pattern())).as(form + " " + text).isEqualTo(form.fits(text));
      }
    }
  }
}
