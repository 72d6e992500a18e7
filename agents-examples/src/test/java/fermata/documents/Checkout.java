package fermata.documents;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The checkout that the tests are in. */
final class Checkout {

  private Checkout() {}

  /** {@return its root} */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("ARCHITECTURE.md"))) {
      folder = Objects.requireNonNull(folder.getParent(), "no checkout above this folder");
    }
    return folder;
  }
}
