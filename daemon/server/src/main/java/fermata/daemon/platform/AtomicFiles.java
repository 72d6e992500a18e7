package fermata.daemon.platform;

import fermata.wire.discovery.FileFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that a reader sees either whole or not at all. */
public final class AtomicFiles {

  private static final Set<StandardOpenOption> FRESH =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private AtomicFiles() {}

  /** Replaces a file by a text, readable and writable by its owner only. */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Replaces a file by bytes, readable and writable by its owner only.
   *
   * @throws UncheckedIOException with the path; the old file is untouched then
   */
  public static void write(Path file, byte[] bytes) {
    Path fresh =
        file.resolveSibling("." + file.getFileName() + "." + Thread.currentThread().threadId());
    try {
      Files.deleteIfExists(fresh);
      writeFresh(fresh, bytes);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException(FileFailure.text(file, failure), failure);
    } finally {
      // Gone already, unless something went wrong.
      fresh.toFile().delete();
    }
  }

  private static void writeFresh(Path fresh, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(fresh, FRESH, ownerOnly("rw-------"))) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  /** Writes the lines of a file. */
  public interface Lines {
    void writeTo(Writer out) throws IOException;
  }

  /**
   * Replaces a file that can be made again, readable and writable by its owner only. A crash of the
   * machine may leave the old one.
   *
   * @throws UncheckedIOException with the path; the old file is untouched then
   */
  public static void write(Path file, Lines lines) {
    Path fresh = freshNameFor(file);
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, ownerOnly("rw-------"));
      try (Writer out = Files.newBufferedWriter(fresh)) {
        lines.writeTo(out);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException(FileFailure.text(file, failure), failure);
    } finally {
      // Gone already, unless something went wrong.
      fresh.toFile().delete();
    }
  }

  private static Path freshNameFor(Path file) {
    return file.resolveSibling("." + file.getFileName() + "." + Thread.currentThread().threadId());
  }

  /** Makes a directory and those above it; what it makes belongs to the owner alone. */
  public static void makeDirectory(Path directory) {
    try {
      Files.createDirectories(directory, ownerOnly("rwx------"));
    } catch (IOException failure) {
      throw new UncheckedIOException(FileFailure.text(directory, failure), failure);
    }
  }

  private static FileAttribute<?>[] ownerOnly(String permissions) {
    boolean isPosix =
        java.nio.file.FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return isPosix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
