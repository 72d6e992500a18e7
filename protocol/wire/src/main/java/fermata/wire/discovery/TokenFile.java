package fermata.wire.discovery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file with the token of a daemon, which stands for its user at a port. Readable by its owner
 * only, and new at each start.
 */
public record TokenFile(Path path) {

  /** Puts a token in the file. */
  public void write(String token) throws IOException {
    AtomicFiles.write(path, (token + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** {@return the token} */
  public String read() throws IOException {
    return Files.readString(path).strip();
  }

  /** Removes the file, if it is there. */
  public void delete() throws IOException {
    Files.deleteIfExists(path);
  }
}
