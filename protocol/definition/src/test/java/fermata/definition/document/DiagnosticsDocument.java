package fermata.definition.document;

import fermata.definition.check.ProblemCatalogue;
import fermata.definition.fixture.Fixture;
import fermata.definition.fixture.FixtureFile;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The document of all problems. */
final class DiagnosticsDocument {

  private DiagnosticsDocument() {}

  static String text() {
    return Templates.filled(
        "diagnostics.md",
        Map.of(
            "table", table(),
            "problems",
                ProblemCatalogue.ALL.stream()
                    .map(DiagnosticsDocument::problem)
                    .collect(Collectors.joining("\n"))));
  }

  private static String table() {
    return ProblemCatalogue.ALL.stream()
        .map(
            entry ->
                "| [%s](#%s) | `%s` | %s |\n"
                    .formatted(
                        entry.code().code(),
                        anchor(entry),
                        entry.code().name(),
                        entry.code().severity().label()))
        .collect(Collectors.joining("", "| code | name | severity |\n|---|---|---|\n", ""));
  }

  private static String anchor(ProblemCatalogue.Entry entry) {
    return heading(entry).toLowerCase(Locale.ROOT).replace("/", "").replace(' ', '-');
  }

  private static String heading(ProblemCatalogue.Entry entry) {
    return entry.code().code() + " " + entry.code().name();
  }

  private static String problem(ProblemCatalogue.Entry entry) {
    Fixture example = example(entry.code().code());
    String remedy = example.title().substring(6);
    return """
        ## %s

        *%s.* %s

        %s
        What to do: %s.

        %s
        """
        .formatted(
            heading(entry),
            capital(entry.code().severity().label()),
            entry.summary(),
            block(example.text() + notes(example)),
            remedy,
            block(example.section("good")));
  }

  /** Where the text is not marked, what is found in it. */
  private static String notes(Fixture example) {
    return example
        .section("problems")
        .lines()
        .map(line -> "# " + line + "\n")
        .collect(Collectors.joining());
  }

  private static String block(String text) {
    return "```yaml\n" + text + "```\n";
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /** {@return the first case of a code} */
  private static Fixture example(String code) {
    return FixtureFile.cases("check").stream()
        .filter(fixture -> fixture.title().startsWith(code))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no case of " + code));
  }
}
