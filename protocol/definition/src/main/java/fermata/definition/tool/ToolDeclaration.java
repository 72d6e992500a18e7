package fermata.definition.tool;

import java.util.List;

/**
 * A process tool as a workspace's catalogue declares it.
 *
 * @param command the program and its arguments, never a shell string; an argument may hold
 *     templates over {@code args}
 * @param events whether the program publishes and waits for events; its input stays open for them
 */
public record ToolDeclaration(ToolSchema schema, List<String> command, boolean events) {

  public ToolDeclaration {
    command = List.copyOf(command);
  }
}
