package fermata.definition.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The document of what test suites made by others have and the language has not. */
final class ConformanceDocument {

  private static final Path YAML =
      Path.of("src/test/resources/fermata/definition/yaml/unsupported.txt");
  private static final Path CEL = Path.of("src/test/fixtures/cel-unsupported.txt");

  private ConformanceDocument() {}

  static String text() {
    return Templates.filled(
        "conformance.md",
        Map.of(
            "yaml", table("case | what is done instead", YAML),
            "cel", table("cases | how many | why not", CEL)));
  }

  /** The first words of a line are cells of their own, as many as the head has but one. */
  private static String table(String head, Path list) {
    int cells = head.split("\\|").length;
    String rows =
        lines(list).stream()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split(" ", cells))
            .map(words -> String.join(" | ", words).replaceFirst(": \\|", " |"))
            .map(row -> "| " + row + " |\n")
            .collect(Collectors.joining());
    return "| " + head + " |\n|" + "---|".repeat(cells) + "\n" + rows;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
