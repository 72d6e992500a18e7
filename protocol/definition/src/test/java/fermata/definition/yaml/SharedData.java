package fermata.definition.yaml;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The test suites made by others, which stand beside the checkout in a folder {@code shared}. */
final class SharedData {

  private SharedData() {}

  /** {@return a folder of the shared data; empty where it is missing, which is said in one line} */
  static Optional<Path> find(String folder) {
    Path start = Path.of("").toAbsolutePath();
    for (Path at = start; at != null; at = at.getParent()) {
      Path candidate = at.resolve("shared/data").resolve(folder);
      if (Files.isDirectory(candidate)) {
        return Optional.of(candidate);
      }
    }
    System.out.println("skipped: ../shared/data/" + folder + " is missing");
    return Optional.empty();
  }
}
