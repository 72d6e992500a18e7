package fermata.definition.expression;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of the CEL specification the language does not have, and why: lines {@code name count:
 * reason} of {@code cel-unsupported.txt}, where the count is of the cases that the line leaves out.
 *
 * <p>A name is {@code file}, {@code file/section}, {@code file/section/case}, or {@code
 * feature:word}: a case with that word in its expression, its values or its settings. The first
 * line that covers a case counts.
 */
final class Unsupported {

  record Entry(String name, int caseCount, String reason) {}

  private static final Path LIST = Path.of("src/test/fixtures/cel-unsupported.txt");

  private final List<Entry> entries;

  private Unsupported(List<Entry> entries) {
    this.entries = entries;
  }

  static Unsupported read() {
    var entries = new ArrayList<Entry>();
    for (String line : lines()) {
      if (!line.startsWith("#")) {
        String[] words = line.split(" ", 3);
        int caseCount = Integer.parseInt(words[1].substring(0, words[1].length() - 1));
        entries.add(new Entry(words[0], caseCount, words[2]));
      }
    }
    return new Unsupported(entries);
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(LIST);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  List<Entry> entries() {
    return entries;
  }

  boolean covers(ConformanceCase one) {
    return entryFor(one).isPresent();
  }

  Optional<Entry> entryFor(ConformanceCase one) {
    return entries.stream().filter(entry -> covers(entry.name(), one)).findFirst();
  }

  private static boolean covers(String name, ConformanceCase one) {
    return name.startsWith("feature:")
        ? one.features().contains(name.substring("feature:".length()))
        : one.id().equals(name) || one.id().startsWith(name + "/");
  }
}
