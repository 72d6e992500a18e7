package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Json;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Journals of real runs, one for each construct, as this and earlier versions wrote them: they fold
 * to the same state for ever.
 *
 * <p>The files of a version that was released are never written again. Those of the version under
 * way are, by {@code -Dgolden=update}.
 */
@Timeout(120)
final class GoldenJournalTest {

  private static final Path JOURNALS =
      Path.of("src/test/resources/fermata/daemon/journals").toAbsolutePath();

  private static final String UNDER_WAY = "0.1.0";

  /** The version of the form of events that this build writes; older ones stay readable. */
  private static final int FORM = 1;

  @TempDir Path home;

  static Stream<Path> journals() throws IOException {
    try (Stream<Path> files = Files.walk(JOURNALS)) {
      List<Path> found =
          files.filter(file -> file.toString().endsWith(".session.jsonl")).sorted().toList();
      return found.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("journals")
  void foldToTheStateThatTheyFoldedTo(Path file) throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      JsonNode taken = peer.result("session/import", "{'file':'" + file + "','key':'i'}");
      String session = taken.path("sessions").get(taken.path("sessions").size() - 1).asText();
      JsonNode folded = Json.mapper().readTree(stateOf(file).toFile());
      // A run that waits for a time goes on as soon as it is there: what was is asked for.
      assertThat(
              peer.result(
                  "state/get",
                  "{'session':'%s','at':%d}".formatted(session, folded.path("seq").asLong())))
          .isEqualTo(folded);
    }
  }

  @ParameterizedTest
  @MethodSource("journals")
  void haveTheNumberOfTheirFormInEveryEvent(Path file) throws IOException {
    for (String line : Files.readAllLines(file)) {
      JsonNode record = Json.mapper().readTree(line);
      if (!record.path("type").asText().startsWith("fermata.export.")) {
        assertThat(record.path("v").asInt()).as(line).isBetween(1, FORM);
      }
    }
  }

  @Test
  void thereIsOneForEachConstruct() throws IOException {
    if ("update".equals(System.getProperty("golden"))) {
      write();
    }
    assertThat(names(JOURNALS.resolve(UNDER_WAY), ".session.jsonl"))
        .isEqualTo(names(JOURNALS.resolve("agents"), ".agent.yaml"));
  }

  private void write() throws IOException {
    // The paths of a run are in its journal.
    Path place = Files.createDirectories(Path.of("/tmp/fermata-golden"));
    copyRecording(place.resolve("agents"));
    try (TestDaemon daemon = TestDaemon.open(place);
        Peer peer = daemon.connect()) {
      List<String> names = names(JOURNALS.resolve("agents"), ".agent.yaml");
      for (String name : names) {
        String text = Files.readString(JOURNALS.resolve("agents/" + name + ".agent.yaml"));
        daemon.file(name + ".agent.yaml", text);
      }
      for (String name : names) {
        RunStartResult run = daemon.run(peer, place.resolve("agents/" + name + ".agent.yaml"));
        TestDaemon.await(peer, run.run(), WaitUntil.HELD);
        if (name.equals("agent")) {
          EventTail.of(peer, run.session()).until("subrun.asked");
        }
        Path file = JOURNALS.resolve(UNDER_WAY).resolve(name + ".session.jsonl");
        peer.result("session/export", "{'session':'" + run.session() + "','file':'" + file + "'}");
        Files.writeString(stateOf(file), shown(peer, run.session()).toPrettyString() + "\n");
      }
    }
  }

  private static void copyRecording(Path agents) throws IOException {
    Path example = Path.of("../../agents-examples/release-notes").toAbsolutePath();
    Files.createDirectories(agents.resolve("recordings"));
    for (String name : List.of("changes.txt", "recordings/release-notes.ndjson")) {
      Files.copy(example.resolve(name), agents.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static JsonNode shown(Peer peer, String session) {
    return peer.result("state/get", "{'session':'" + session + "'}");
  }

  private static Path stateOf(Path file) {
    return file.resolveSibling(
        file.getFileName().toString().replace(".session.jsonl", ".state.json"));
  }

  private static List<String> names(Path folder, String ending) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
