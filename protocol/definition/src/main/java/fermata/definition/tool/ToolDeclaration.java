package fermata.definition.tool;

import java.util.List;

/**
 * A process tool as a workspace's catalogue declares it.
 *
 * @param command the program and its arguments, never a shell string; an argument may hold
 *     templates over {@code args}
 */
public record ToolDeclaration(ToolSchema schema, List<String> command) {

  public ToolDeclaration {
    command = List.copyOf(command);
  }
}
