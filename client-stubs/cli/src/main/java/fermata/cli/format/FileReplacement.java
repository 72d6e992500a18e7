package fermata.cli.format;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Replaces the text of a file as a whole: whoever reads it sees the old text or the new one, also
 * after a crash.
 *
 * <p>The file keeps its permissions; one that may not be written is not replaced either. Where the
 * path is a symbolic link, what it leads to is replaced and the link stays.
 */
final class FileReplacement {

  private FileReplacement() {}

  static void write(Path path, String text) throws IOException {
    Path file = path.toRealPath();
    if (!Files.isWritable(file)) {
      throw new AccessDeniedException(file.toString());
    }
    String name = "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp";
    Path fresh = file.resolveSibling(name);
    try {
      writeFresh(fresh, text);
      Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(file));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void writeFresh(Path fresh, String text) throws IOException {
    try (var channel = FileChannel.open(fresh, CREATE_NEW, WRITE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
