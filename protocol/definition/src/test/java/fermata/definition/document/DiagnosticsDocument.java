package fermata.definition.document;

import fermata.definition.check.ProblemCatalogue;
import fermata.definition.fixture.Fixture;
import fermata.definition.fixture.FixtureFile;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * The pages of all problems: an index and one for each code.
 *
 * <p>A page is made of the rule's summary and of the first case whose title begins with the code:
 * its title says what to do, its section {@code why} what the problem leads to, its text has the
 * problem and its section {@code good} is repaired.
 */
final class DiagnosticsDocument {

  private DiagnosticsDocument() {}

  /** {@return the pages by their file name} */
  static SequencedMap<String, String> pages() {
    Map<String, Fixture> examples = examples();
    var pages = new LinkedHashMap<String, String>();
    pages.put("README.md", Templates.filled("diagnostics-index.md", Map.of("table", table())));
    for (ProblemCatalogue.Entry entry : ProblemCatalogue.ALL) {
      String code = entry.code().code();
      pages.put(code + ".md", page(entry, example(examples, code)));
    }
    return pages;
  }

  /** {@return the first case of each code} */
  private static Map<String, Fixture> examples() {
    return FixtureFile.cases("check").stream()
        .filter(fixture -> fixture.title().matches("F\\d{4} .*"))
        .collect(
            Collectors.toMap(
                fixture -> fixture.title().substring(0, 5), f -> f, (first, _) -> first));
  }

  private static Fixture example(Map<String, Fixture> examples, String code) {
    if (!examples.containsKey(code)) {
      throw new AssertionError(
          "%s has no case: add '=== %s WHAT TO DO' to a file of src/test/fixtures/check"
              .formatted(code, code));
    }
    return examples.get(code);
  }

  private static String table() {
    return ProblemCatalogue.ALL.stream()
        .map(ProblemCatalogue.Entry::code)
        .map(
            code ->
                "| [%s](%s.md) | `%s` | %s |\n"
                    .formatted(code.code(), code.code(), code.name(), code.severity().label()))
        .collect(Collectors.joining("", "| code | name | severity |\n|---|---|---|\n", ""));
  }

  private static String page(ProblemCatalogue.Entry entry, Fixture example) {
    ProblemCode code = entry.code();
    return Templates.filled(
        "diagnostics-page.md",
        Map.of(
            "title", code.code() + " " + code.name(),
            "severity", capital(code.severity().label()),
            "summary", entry.summary(),
            "why", example.section("why"),
            "bad", bad(example),
            "remedy", capital(example.title().substring(6)),
            "good", block("yaml", example.section("good")),
            "ignore", ignore(code)));
  }

  private static String bad(Fixture example) {
    String text = block("yaml", example.text() + notes(example));
    String beside =
        example.sections().entrySet().stream()
            .filter(section -> section.getKey().startsWith("file "))
            .map(
                section ->
                    "\nBeside it `%s`:\n\n%s"
                        .formatted(
                            section.getKey().substring(5), block("text", section.getValue())))
            .collect(Collectors.joining());
    String repeated =
        example.text().contains("«") ? "\n«3×abc» stands for `abc` three times.\n" : "";
    return text + repeated + beside;
  }

  /** Where the text is not marked, what is found in it. */
  private static String notes(Fixture example) {
    return example
        .section("problems")
        .lines()
        .map(line -> "# " + line + "\n")
        .collect(Collectors.joining());
  }

  private static String ignore(ProblemCode code) {
    if (code.severity() == Severity.ERROR) {
      return "An error cannot be ignored, because the daemon refuses a file that has one.";
    }
    if (code.name().startsWith("suppression/")) {
      return "Remove the comment that it is about.";
    }
    return """
        Write the code and a reason, above the line or behind it:

        ```yaml
        # fermata: ignore %1$s REASON
        ```

        `# fermata: ignore-file %1$s REASON` ignores it in the whole file. [More](README.md#to-ignore-a-problem).
        """
        .formatted(code.code());
  }

  private static String block(String language, String text) {
    return "```" + language + "\n" + text + "```\n";
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
