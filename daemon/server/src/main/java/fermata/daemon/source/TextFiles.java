package fermata.daemon.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;

/** Texts of files. What cannot be read is absent: the loader says what that means. */
final class TextFiles {

  /** The largest file that is read; the loader refuses much smaller ones. */
  private static final long FILE_BYTES_MAX = 16L * 1024 * 1024;

  /** How many catalogues one folder may have. */
  private static final int CATALOGS_MAX = 64;

  private TextFiles() {}

  /** {@return the text of a regular file; bytes that are no UTF-8 become replacement characters} */
  static Optional<String> read(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > FILE_BYTES_MAX) {
        return Optional.empty();
      }
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (IOException | InvalidPathException unreadable) {
      return Optional.empty();
    }
  }

  /** {@return why a file has no text, to stand behind its name} */
  static String whyAbsent(Path file) {
    try {
      if (!Files.exists(file)) {
        return "does not exist";
      }
      if (!Files.isRegularFile(file)) {
        return "is not a file";
      }
      long bytes = Files.size(file);
      return bytes > FILE_BYTES_MAX
          ? "has " + bytes + " bytes (expected: at most " + FILE_BYTES_MAX + ")"
          : "cannot be read";
    } catch (IOException unreadable) {
      return "cannot be read";
    }
  }

  /** {@return the tool catalogues of a folder, by name, in the order of their names} */
  static SequencedMap<String, String> catalogs(Path folder) {
    var names = new TreeSet<String>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.tools.{yaml,yml}")) {
      found.forEach(file -> names.add(String.valueOf(file.getFileName())));
    } catch (IOException unreadable) {
      return new LinkedHashMap<>();
    }
    var catalogs = new LinkedHashMap<String, String>();
    names.stream()
        .limit(CATALOGS_MAX)
        .forEach(name -> read(folder.resolve(name)).ifPresent(text -> catalogs.put(name, text)));
    return catalogs;
  }
}
