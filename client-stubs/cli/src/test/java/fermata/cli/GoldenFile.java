package fermata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A case and what it should lead to, in one file: the part below the line of dashes is the
 * expectation.
 *
 * <p>{@code -Dgolden=update} writes what it led to in its place; read the difference before you
 * keep it.
 */
public record GoldenFile(Path path) {

  private static final String LINE = "----";

  /** {@return the cases of a folder below the module's tests} */
  public static Stream<GoldenFile> in(String folder) {
    try (Stream<Path> files = Files.list(Path.of("src/test", folder))) {
      return files.sorted().map(GoldenFile::new).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return the lines of the case} */
  public List<String> input() throws IOException {
    List<String> lines = Files.readAllLines(path);
    return lines.subList(0, lines.indexOf(LINE));
  }

  /** Holds what the case led to against the expectation. */
  public void expect(String actual) throws IOException {
    String head = String.join("\n", input()) + "\n" + LINE + "\n";
    String expected = Files.readString(path).substring(head.length());
    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(path, head + actual);
    } else {
      assertThat(actual).as(path.toString()).isEqualTo(expected);
    }
  }

  @Override
  public String toString() {
    return path.getFileName().toString();
  }
}
