package fermata.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Where tools of tests note that they were called: the witness outside. */
final class CallFile {

  private CallFile() {}

  static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Waits until so many calls were noted. */
  static void await(Path file, int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> lines(file).size() >= count);
  }

  /** {@return the different keys of the calls of a tool} */
  static Set<String> keysOf(Path file, String tool) {
    return lines(file).stream()
        .filter(line -> line.startsWith(tool + " "))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .collect(Collectors.toSet());
  }
}
