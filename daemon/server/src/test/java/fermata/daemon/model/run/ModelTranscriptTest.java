package fermata.daemon.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.daemon.model.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the transcripts of model requests in {@code src/test/transcripts/models}.
 *
 * <p>With {@code -Dgolden=update} what stands after {@code ----} is written anew; then read the
 * difference.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelTranscriptTest {

  private static final Path TRANSCRIPTS = Path.of("src/test/transcripts/models");

  private StandIn standIn;

  @BeforeAll
  void start() throws IOException {
    standIn = StandIn.start();
  }

  @AfterAll
  void stop() {
    standIn.close();
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(TRANSCRIPTS)) {
      return all.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void requestsEndAsTheTranscriptsSay(Path file, @TempDir Path folder) throws IOException {
    String expected = Files.readString(file);
    String actual;
    List<String> logged;
    try (ModelTranscript transcript = new ModelTranscript(standIn, folder);
        LogCapture log = LogCapture.start()) {
      actual = transcript.replay(expected);
      logged = log.lines();
    }

    assertThat(actual).doesNotContain(StandIn.KEY);
    assertThat(logged).noneMatch(line -> line.contains(StandIn.KEY));
    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(file, actual);
    } else {
      assertThat(actual).as("%s", file).isEqualTo(expected);
    }
  }
}
