package fermata.daemon.source;

import fermata.daemon.refusal.RefusedException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;

/** Where a client says that a file or folder is: a {@code file:} URI or an absolute path. */
public final class AgentLocation {

  private AgentLocation() {}

  /**
   * {@return the path, normal and absolute}
   *
   * @param pointer of the parameter, for the refusal
   * @throws RefusedException with {@code InvalidParams} if it is neither
   */
  public static Path parse(String pointer, String text) {
    try {
      Path path = text.startsWith("file:") ? Path.of(URI.create(text)) : Path.of(text);
      if (path.isAbsolute()) {
        return path.normalize();
      }
    } catch (IllegalArgumentException | FileSystemNotFoundException bad) {
      throw refusal(pointer, text);
    }
    throw refusal(pointer, text);
  }

  private static RefusedException refusal(String pointer, String text) {
    return RefusedException.invalidParams(
        pointer, "'" + text + "' (expected: a file URI or an absolute path)");
  }
}
