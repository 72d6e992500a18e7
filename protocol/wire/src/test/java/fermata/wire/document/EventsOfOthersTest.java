package fermata.wire.document;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.wire.event.EventType;
import fermata.wire.event.EventTypes;
import fermata.wire.method.Methods;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/events-of-others.md} names nothing of ours that there is not. */
class EventsOfOthersTest {

  private static final Path PAGE = Checkout.file("docs/events-of-others.md");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  private static List<List<String>> rows() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| there "))
        .map(line -> List.of(line.split("\\|", -1)))
        .toList();
  }

  private static Set<String> ours() {
    Set<String> names =
        EventTypes.ALL.stream().map(EventType::name).collect(Collectors.toCollection(TreeSet::new));
    Methods.ALL.forEach(method -> names.add(method.name()));
    names.addAll(List.of(EventTypes.PUBLISHED, "delta", "progress", "events/batch"));
    return names;
  }

  @Test
  void everyNameOfOursIsOne() throws IOException {
    assertThat(rows().stream().map(row -> row.get(2)).flatMap(EventsOfOthersTest::names))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(ours()).contains(name));
  }

  @Test
  void whatThereIsNotHasAReason() throws IOException {
    for (List<String> row : rows()) {
      assertThat(row).as("cells of %s", row).hasSize(5);
      if (row.get(2).strip().equals("none")) {
        assertThat(row.get(3)).as("why not: %s", row.get(1)).isNotBlank();
      }
    }
  }

  private static Stream<String> names(String cell) {
    return NAME.matcher(cell).results().map((MatchResult found) -> found.group(1));
  }
}
