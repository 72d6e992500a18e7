package fermata.definition.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** The files that documents are made of and written to. */
final class Templates {

  private Templates() {}

  /** {@return a resource of this package} */
  static String text(String name) {
    try (InputStream in =
        Objects.requireNonNull(Templates.class.getResourceAsStream("/document/" + name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return a template with its places filled} */
  static String filled(String name, Map<String, String> places) {
    String text = text(name);
    for (Map.Entry<String, String> place : places.entrySet()) {
      text = text.replace("{{" + place.getKey() + "}}", place.getValue().strip());
    }
    return text;
  }

  /** {@return a document of the checkout} */
  static Path document(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = Objects.requireNonNull(folder.getParent(), "no checkout above this folder");
    }
    return folder.resolve("docs").resolve(name);
  }

  /** {@return a text for a cell of a table} */
  static String cell(String text) {
    return text.replace("|", "\\|");
  }

  /** {@return a piece of code for a cell of a table} */
  static String code(String text) {
    return text.isEmpty() ? "" : "`" + cell(text) + "`";
  }
}
