package fermata.cli.follow;

import fermata.cli.GoldenFile;
import fermata.cli.console.Console;
import fermata.cli.console.Surroundings;
import fermata.wire.event.Ephemeral;
import fermata.wire.event.EventEnvelope;
import fermata.wire.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Shows the events of files in {@code src/test/views}.
 *
 * <p>A line is an event, {@code MILLIS TYPE NODE DATA}, where a dash is no node; or {@code delta
 * ITEM OFFSET TEXT}, a piece of text as JSON; or {@code terminal}, which says that somebody
 * watches; or {@code tick}. What is rewritten in place is marked by {@code <}.
 */
class RunViewTest {

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private Instant now = Instant.EPOCH;
  private long seq;

  static Stream<GoldenFile> views() {
    return GoldenFile.in("views");
  }

  @ParameterizedTest
  @MethodSource("views")
  void showsEventsAsLines(GoldenFile file) throws IOException {
    RunView view = new RunView(console(file.input().contains("terminal")));
    for (String line : file.input()) {
      play(line, view);
    }

    String text = shown.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    file.expect(text.replace("\r\u001b[K", "<"));
  }

  private Console console(boolean isTerminal) {
    return new Console(
        new Surroundings(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(shown, true, StandardCharsets.UTF_8),
            new PrintStream(shown, true, StandardCharsets.UTF_8),
            Map.of("FERMATA_COLUMNS", "80", "NO_COLOR", "1"),
            new Surroundings.Terminals(false, false, isTerminal),
            Path.of("/work")),
        () -> now);
  }

  private void play(String line, RunView view) throws IOException {
    String[] words = line.split(" ", 4);
    if (words[0].equals("tick")) {
      view.tick();
    } else if (words[0].equals("delta")) {
      String text = Json.mapper().readTree(words[3]).asText();
      view.show(
          new Ephemeral.Delta("s", "r1", words[1], "text", Long.parseLong(words[2]), text, seq));
      view.tick();
    } else if (Character.isDigit(words[0].charAt(0))) {
      view.show(event(words));
    }
  }

  private EventEnvelope event(String[] words) throws IOException {
    now = Instant.ofEpochMilli(Long.parseLong(words[0]));
    var json = Json.mapper().createObjectNode();
    json.put("seq", ++seq);
    json.put("at", now.toString());
    json.put("type", words[1]);
    json.put("v", 1);
    json.put("run", "r1");
    json.set("data", Json.mapper().readTree(words[3]));
    if (!words[2].equals("-")) {
      json.put("node", words[2]);
    }
    return Json.read(json, EventEnvelope.class);
  }
}
