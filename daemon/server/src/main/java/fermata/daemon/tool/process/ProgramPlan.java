package fermata.daemon.tool.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is to be started.
 *
 * @param command the program and its arguments, never a shell line; a program named with a {@code
 *     /} is looked for from the folder on, any other on the path
 * @param folder where it runs
 * @param environment all variables that it sees; nothing of ours is added but the mark
 * @param input what it reads, as UTF-8
 */
public record ProgramPlan(
    List<String> command, Path folder, Map<String, String> environment, String input) {

  public ProgramPlan {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
