package fermata.wire.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The files of the checkout that the build writes. */
public final class Checkout {

  private Checkout() {}

  /** {@return what stands in a file, after it was written where the build was asked to} */
  public static String written(String path, String text) {
    Path file = file(path);
    try {
      if (System.getProperty("fermata.docs", "").equals("write")) {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
      }
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return a file by its path below the root} */
  public static Path file(String path) {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = Objects.requireNonNull(folder.getParent(), "no checkout above this folder");
    }
    return folder.resolve(path);
  }
}
