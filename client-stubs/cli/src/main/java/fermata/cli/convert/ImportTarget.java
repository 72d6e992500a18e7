package fermata.cli.convert;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;

/**
 * The file that a definition is written to.
 *
 * @param shown the path, as short as it can be written
 */
public record ImportTarget(Path file, String shown) {

  /**
   * Writes a file that is not there yet.
   *
   * @throws CommandFailure where it is there, or cannot be written
   */
  public void create(String text) {
    write(text, StandardOpenOption.CREATE_NEW);
  }

  /**
   * Writes the file, over what is there.
   *
   * @throws CommandFailure where it cannot be written
   */
  public void replace(String text) {
    write(text, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
  }

  private void write(String text, StandardOpenOption... how) {
    var options = new HashSet<>(List.of(how));
    options.add(StandardOpenOption.WRITE);
    try {
      Files.writeString(file, text, options.toArray(StandardOpenOption[]::new));
    } catch (FileAlreadyExistsException e) {
      throw CommandFailure.of(
              ExitCode.USAGE,
              shown + ": is there already",
              "nothing was changed; --force writes over it, -o names another file, -o - prints")
          .because(e);
    } catch (IOException e) {
      String why = e instanceof AccessDeniedException ? "permission denied" : "no such folder";
      throw CommandFailure.of(ExitCode.USAGE, shown + ": cannot be written: " + why).because(e);
    }
  }
}
