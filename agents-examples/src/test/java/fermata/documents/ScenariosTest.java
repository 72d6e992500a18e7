package fermata.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each of the scenarios of language servers has a test that exists, or says why it has none. */
class ScenariosTest {

  private static final int SCENARIOS = 88;
  private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| ([^|]+) \\| ([^|]+) \\|");
  private static final Pattern METHOD = Pattern.compile("`(\\w+Test)#(\\w+)`");
  private static final Pattern CODE = Pattern.compile("\\bF\\d{4}\\b");

  private final Path root = Checkout.root();

  @Test
  void theListIsWhole() throws IOException {
    assertThat(rows().map(row -> Integer.parseInt(row.group(1))))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, SCENARIOS).boxed().toList());
    assertThat(rows().map(row -> row.group(3)))
        .allMatch(held -> METHOD.matcher(held).find() || held.startsWith("*not*"));
  }

  @Test
  void theTestsThatItNamesExist() throws IOException {
    Map<String, String> tests = tests();
    assertThat(rows().flatMap(row -> METHOD.matcher(row.group(3)).results()))
        .isNotEmpty()
        .allSatisfy(
            named ->
                assertThat(tests.getOrDefault(named.group(1), ""))
                    .as(named.group(1))
                    .contains(" " + named.group(2) + "("));
  }

  @Test
  void theCodesThatItNamesHavePages() throws IOException {
    List<String> codes =
        rows()
            .flatMap(row -> CODE.matcher(row.group(3)).results())
            .map(MatchResult::group)
            .toList();
    assertThat(codes)
        .isNotEmpty()
        .allMatch(code -> Files.exists(root.resolve("docs/diagnostics/" + code + ".md")));
  }

  private Stream<MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(root.resolve("docs/editor-scenarios.md"))).results();
  }

  private Map<String, String> tests() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith("Test.java"))
          .filter(file -> !root.relativize(file).toString().contains("node_modules"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  ScenariosTest::read,
                  (one, other) -> one + other));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
