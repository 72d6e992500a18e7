package fermata.daemon.tool.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the transcripts of tool calls in {@code src/test/transcripts/tools}.
 *
 * <p>With {@code -Dgolden=update} what stands after {@code ----} is written anew; then read the
 * difference.
 */
class ToolTranscriptTest {

  private static final Path TRANSCRIPTS = Path.of("src/test/transcripts/tools");

  @TempDir Path temporary;

  @TestFactory
  Stream<DynamicTest> callsEndAsTheTranscriptsSay() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(TRANSCRIPTS)) {
      files = all.sorted().toList();
    }
    assertThat(files).isNotEmpty();
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file)));
  }

  private void run(Path file) throws IOException {
    String expected = Files.readString(file);
    Path workspace = Files.createDirectory(temporary.resolve(file.getFileName().toString()));
    String actual = new ToolTranscript(workspace).replay(expected);
    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(file, actual);
    } else {
      assertThat(actual).as("%s", file).isEqualTo(expected);
    }
  }
}
