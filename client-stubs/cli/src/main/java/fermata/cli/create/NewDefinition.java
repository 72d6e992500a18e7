package fermata.cli.create;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.ExitCode;
import fermata.definition.model.AgentName;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/**
 * A file that is to be made.
 *
 * @param directory where the command runs
 * @param file where it will be
 * @param agent the name of its agent
 */
public record NewDefinition(Path directory, Path file, String agent) {

  private static final List<String> ENDINGS =
      List.of(".agent.yaml", ".agent.yml", ".agent.json", ".agent.md");

  /**
   * {@return the file for an agent}
   *
   * @param name the name of the agent, perhaps with a folder before it and an ending behind it
   * @throws CommandFailure where the name is none
   */
  public static NewDefinition of(Path directory, String name) {
    Path path = directory.resolve(name).normalize();
    String last = path.getFileName() == null ? "" : path.getFileName().toString();
    String agent = last.replaceFirst("\\.agent\\.(yaml|yml)$", "");
    if (!AgentName.isValid(agent)) {
      throw CommandFailure.of(
          ExitCode.USAGE, "'" + agent + "' is not an agent name" + expected(agent));
    }
    return new NewDefinition(directory, path.resolveSibling(agent + ENDINGS.getFirst()), agent);
  }

  /** {@return the file, as short as it can be written from the directory} */
  public String shown() {
    return shown(file);
  }

  private String shown(Path path) {
    return path.startsWith(directory) ? directory.relativize(path).toString() : path.toString();
  }

  private static String expected(String agent) {
    String repaired =
        agent
            .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^[^a-z]+|-$", "");
    return AgentName.isValid(repaired)
        ? " (did you mean '" + repaired + "'?)"
        : " (expected: lower-case letters, digits and '-', starting with a letter, at most 63)";
  }

  /**
   * Writes the file, and the folder where it is missing.
   *
   * @throws CommandFailure where there is such a definition already, in any of its spellings, or it
   *     cannot be written
   */
  public void write(String text) {
    for (String ending : ENDINGS) {
      Path other = file.resolveSibling(agent + ending);
      if (Files.exists(other, LinkOption.NOFOLLOW_LINKS)) {
        throw isThere(other);
      }
    }
    try {
      Files.createDirectories(file.resolveSibling("").toAbsolutePath());
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      String why =
          switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "a file is in the way";
            default -> "the folder cannot be made or written to";
          };
      throw CommandFailure.of(ExitCode.USAGE, shown(file) + ": cannot be written: " + why)
          .because(e);
    }
  }

  private CommandFailure isThere(Path path) {
    return CommandFailure.of(
        ExitCode.USAGE,
        shown(path) + ": is there already",
        "nothing was changed; choose another name");
  }
}
