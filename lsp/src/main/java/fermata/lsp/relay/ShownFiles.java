package fermata.lsp.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Files for editors that can show nothing else. They lie in a folder that only their owner can read
 * and are gone when the server ends. Thread-safe. Limits: {@value #FILES_MAX} at a time, of which
 * the oldest makes room.
 */
final class ShownFiles implements AutoCloseable {

  static final int FILES_MAX = 100;

  private final SequencedMap<String, Path> files = new LinkedHashMap<>();
  private @Nullable Path home;

  /**
   * {@return the file that shows what has a name, with its newest text}
   *
   * @throws IOException where there can be no such file
   */
  synchronized Path write(String name, String text) throws IOException {
    Path folder = home == null ? Files.createTempDirectory("fermata-views-") : home;
    home = folder;
    Path file = files.remove(name);
    if (file == null) {
      if (files.size() >= FILES_MAX) {
        delete(files.pollFirstEntry().getValue());
      }
      // What stands before the name of the file tells two of one name apart.
      int slash = name.lastIndexOf('/');
      Path inside = folder.resolve(name.substring(0, slash).replaceAll("[^A-Za-z0-9_-]+", "_"));
      file = Files.createDirectories(inside).resolve(name.substring(slash + 1));
    }
    files.put(name, file);
    return Files.writeString(file, text);
  }

  @Override
  public synchronized void close() {
    files.values().forEach(ShownFiles::delete);
    files.clear();
    if (home != null) {
      remove(home);
    }
  }

  private static void delete(Path file) {
    remove(file);
    Path folder = file.getParent();
    if (folder != null) {
      remove(folder);
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // A folder with another file in it, or something that is left to who tidies up temporary
      // files.
      return;
    }
  }
}
