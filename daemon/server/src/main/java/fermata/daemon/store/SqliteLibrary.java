package fermata.daemon.store;

import fermata.daemon.platform.AtomicFiles;
import fermata.wire.discovery.FileFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.OSInfo;

/**
 * The driver's native library, unpacked once and kept.
 *
 * <p>Left to itself the driver unpacks a megabyte into the shared temporary directory at every
 * start, where it fails on machines that mount it {@code noexec} and where a crash leaves litter.
 */
final class SqliteLibrary {

  private SqliteLibrary() {}

  /** Makes the driver load its library from a directory that belongs to the daemon. */
  static void prepare(Path directory) {
    String name = System.mapLibraryName("sqlitejdbc");
    String folder = OSInfo.getNativeLibFolderPathForCurrentOS();
    Path home = directory.resolve(SQLiteJDBCLoader.getVersion() + "/" + folder);
    if (!Files.exists(home.resolve(name))) {
      AtomicFiles.makeDirectory(home);
      unpack("/org/sqlite/native/" + folder + "/" + name, home.resolve(name));
    }
    System.setProperty("org.sqlite.lib.path", home.toString());
    System.setProperty("org.sqlite.lib.name", name);
  }

  private static void unpack(String resource, Path file) {
    try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
      if (library != null) {
        AtomicFiles.write(file, library.readAllBytes());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(FileFailure.text(file, failure), failure);
    }
  }
}
