package fermata.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Console console(String terminals, Map<String, String> environment, String typed) {
    return new Console(
        new Surroundings(
            new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            Surroundings.Terminals.parse(terminals),
            Path.of("/work")),
        InstantSource.system());
  }

  @Test
  void coloursOnlyWhatATerminalShows() {
    Console console = console("in,out", Map.of(), "");

    assertThat(console.outPaint().bad("x")).isEqualTo("\u001b[1;31mx\u001b[0m");
    assertThat(console.paint().bad("x")).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource({"NO_COLOR, 1", "TERM, dumb"})
  void coloursNothingWhereTheEnvironmentForbidsIt(String variable, String value) {
    assertThat(console("in,out,err", Map.of(variable, value), "").outPaint().bad("x"))
        .isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource({"'in,err', true", "'in,out', false", "'out,err', false", "'', false"})
  void isInteractiveWhereSomebodyReadsAndTypes(String terminals, boolean expected) {
    assertThat(console(terminals, Map.of(), "").isInteractive()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"120, 120", "10, 40", "x, 100", "'', 100"})
  void takesTheWidthOfTheTerminal(String columns, int expected) {
    assertThat(console("", Map.of("FERMATA_COLUMNS", columns), "").columns()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"C.UTF-8, ✓", "en_US.utf8, ✓", "'', ✓", "de_DE.ISO-8859-1, +"})
  void usesSignsThatTheLocaleCanShow(String locale, String sign) {
    assertThat(console("", Map.of("LC_ALL", locale), "").symbols().done()).isEqualTo(sign);
  }

  @Test
  void keepsTheStatusLineBelowWhatIsSaid() {
    Console console = console("err", Map.of("NO_COLOR", "1"), "");

    console.status().show("working");
    console.say("done");
    console.status().clear();

    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "\r\u001b[Kworking\r\u001b[Kdone"
                + System.lineSeparator()
                + "\r\u001b[Kworking\r\u001b[K");
  }

  @Test
  void showsNoStatusLineAfterTheLastWords() {
    Console console = console("err", Map.of("NO_COLOR", "1"), "");

    console.status().show("working");
    console.status().end();
    console.say("detached");
    console.status().show("working");

    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("\r\u001b[Kworking\r\u001b[Kdetached" + System.lineSeparator());
  }

  @Test
  void hasNoStatusLineWithoutATerminal() {
    Console console = console("", Map.of(), "");

    console.status().show("working");
    console.say("done");

    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("done" + System.lineSeparator());
  }

  @Test
  void readsWhatIsTypedLineByLineToTheEnd() throws InterruptedException {
    Console console = console("in,err", Map.of(), "eins\nzwei");

    assertThat(console.typed().next()).contains("eins");
    assertThat(console.typed().next()).contains("zwei");
    assertThat(console.typed().next()).isEqualTo(Optional.empty());
  }

  @Test
  void findsPathsFromItsDirectory() {
    Console console = console("", Map.of(), "");

    assertThat(console.path("a/../b")).isEqualTo(Path.of("/work/b"));
    assertThat(console.path("/x")).isEqualTo(Path.of("/x"));
  }
}
