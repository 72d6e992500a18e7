package fermata.definition.expression;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.expression.Functions.Function;
import fermata.definition.keys.ScopeKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code -Dfermata.docs=write} writes the page instead of holding it against the code. */
class ExpressionDocumentTest {

  @Test
  void isWhatTheTablesSay() throws IOException {
    Path file = root().resolve("docs/expressions.md");
    String document = ExpressionDocument.fill(written());
    if (System.getProperty("fermata.docs", "").equals("write")) {
      Files.writeString(file, document);
    }
    assertThat(Files.readString(file))
        .as("docs/expressions.md is out of date; -Dfermata.docs=write writes it")
        .isEqualTo(document);
  }

  @Test
  void namesEveryKindOfScopeAndFailure() throws IOException {
    String document = ExpressionDocument.fill(written());
    assertThat(document).doesNotContainPattern("%[A-Z]+%");
    assertThat(Stream.of(ScopeKind.values()).skip(1))
        .allMatch(kind -> document.contains(kind.names()));
  }

  @TestFactory
  Stream<DynamicTest> givesEachExampleAValueOfTheDocumentedType() {
    return Functions.all().stream()
        .map(function -> DynamicTest.dynamicTest(function.name(), () -> assertExample(function)));
  }

  private static void assertExample(Function function) {
    var parsed = ExpressionParser.parse(function.example(), "");
    var nothing = new TypeScope(new LinkedHashMap<>());
    var checked = TypeChecker.check(parsed.value(), nothing);
    assertThat(parsed.problems()).isEmpty();
    assertThat(checked.problems()).isEmpty();
    Type actual = ValueTypes.of(JsonValues.ofJson(ExpressionDocument.value(function)));
    boolean isComparison =
        function.example().contains(" == ") || function.example().contains(" < ");
    Type documented = isComparison ? Types.BOOL : function.signatures().getFirst().result();
    assertThat(documented.accepts(actual)).as("%s is %s", function.example(), actual).isTrue();
  }

  private static String written() throws IOException {
    try (InputStream in =
        ExpressionDocumentTest.class.getResourceAsStream("/document/expressions.md")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = Objects.requireNonNull(folder.getParent(), "no checkout above this folder");
    }
    return folder;
  }
}
